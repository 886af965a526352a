package io.leeward.vault.journal;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.model.DiskId;
import io.leeward.model.Position;
import io.leeward.vault.Vault;
import io.leeward.vault.epoch.Epoch;
import io.leeward.vault.epoch.Line;
import io.leeward.vault.epoch.Stretch;
import io.leeward.vault.layout.Names;
import io.leeward.vault.segment.SegmentBuffers;
import io.leeward.vault.segment.SegmentReader;
import io.leeward.vault.segment.SegmentScope;
import io.leeward.vault.segment.StoredSegment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The segments that a position's content comes from, newest first: those of its line back to the newest base layer,
 * then the layer. Holds 8 bytes of memory for each segment. Immutable, thread-safe.
 */
public final class JournalPath {
    private final Vault vault;
    private final DiskId disk;
    private final List<Part> parts;

    private JournalPath(Vault vault, DiskId disk, List<Part> parts) {
        this.vault = vault;
        this.disk = disk;
        this.parts = List.copyOf(parts);
    }

    /**
     * Lists the path to the end of a line.
     *
     * @param layers base layers that may be used; those on other lines or after its end are not
     */
    public static JournalPath list(Vault vault, Line line, List<BaseLayer> layers) {
        Optional<BaseLayer> base = layers.stream()
                .filter(layer -> layer.disk().equals(line.disk()) && line.contains(layer.through()))
                .max(Comparator.comparing(BaseLayer::through));
        List<Part> parts = new ArrayList<>();
        for (Stretch stretch : line.stretches().reversed()) {
            long after = base.filter(
                            layer -> layer.through().epoch() == stretch.epoch().number())
                    .map(layer -> layer.through().sequence())
                    .orElse(0L);
            parts.add(part(vault, line.disk(), stretch, after));
            if (after > 0) {
                parts.add(layer(vault, stretch.epoch(), base.get()));
                break;
            }
        }
        return new JournalPath(vault, line.disk(), parts);
    }

    public DiskId disk() {
        return disk;
    }

    /** Number of segments on the path. */
    public int size() {
        return parts.stream().mapToInt(Part::count).sum();
    }

    /** A segment of the path; 0 is the newest. */
    public JournalSource source(int number) {
        int left = number;
        for (Part part : parts) {
            if (left < part.count()) {
                return part.source(part.count() - 1 - left);
            }
            left -= part.count();
        }
        throw new IndexOutOfBoundsException(number);
    }

    /** Reads the end of a segment of the path; an issue when it does not join on to the next one. */
    public StoredSegment open(JournalSource source, SegmentBuffers buffers) {
        StoredSegment segment =
                new SegmentReader(vault.store(), buffers).open(source.scope(), source.name(), source.first());
        if (!source.reaches(segment.index().last())) {
            throw gap(disk, source.scope().epoch().number(), segment.index().last());
        }
        return segment;
    }

    private static Part part(Vault vault, DiskId disk, Stretch stretch, long after) {
        Epoch epoch = stretch.epoch();
        StoredSegments segments = StoredSegments.list(vault.store(), Names.epochFolder(disk, epoch.number()));
        int from = 0;
        while (from + 1 < segments.count() && segments.first(from + 1) <= after + 1) {
            from++;
        }
        int to = segments.count();
        while (to > from && segments.first(to - 1) > stretch.through()) {
            to--;
        }
        if (stretch.through() <= after) {
            to = from;
        } else if (from == to || segments.first(from) > after + 1) {
            throw gap(disk, epoch.number(), after);
        }
        return new Part(SegmentScope.journal(epoch), segments, from, to, stretch.through());
    }

    private static Part layer(Vault vault, Epoch epoch, BaseLayer layer) {
        Position through = layer.through();
        String folder = Names.layerFolder(layer.disk(), through.epoch(), through.sequence());
        StoredSegments segments = StoredSegments.list(vault.store(), folder);
        if (segments.count() == 0 || segments.first(0) != 1) {
            throw gap(layer.disk(), through.epoch(), through.sequence());
        }
        return new Part(SegmentScope.layer(epoch, through.sequence()), segments, 0, segments.count(), layer.frames());
    }

    private static IssueException gap(DiskId disk, long epoch, long after) {
        return new IssueException(new Issue(
                "VAULT-JOURNAL-GAP",
                Issue.Kind.FAILED,
                "The journal of disk " + disk + " has a gap in the vault, so this state of it cannot be read.",
                "In epoch " + epoch + " the segment that follows sequence " + after + " is missing or too short.",
                "Choose an older recovery point, and run a check of the vault."));
    }

    private record Part(SegmentScope scope, StoredSegments segments, int from, int to, long through) {
        int count() {
            return to - from;
        }

        JournalSource source(int index) {
            int segment = from + index;
            long first = segments.first(segment);
            long last = segment + 1 < to ? segments.first(segment + 1) - 1 : 0;
            Epoch epoch = scope.epoch();
            return new JournalSource(
                    scope,
                    scope.through() == 0
                            ? Names.segment(epoch.disk(), epoch.number(), first)
                            : Names.layerPart(epoch.disk(), epoch.number(), scope.through(), first),
                    first,
                    through,
                    last);
        }
    }
}
