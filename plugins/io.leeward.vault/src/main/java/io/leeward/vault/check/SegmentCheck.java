package io.leeward.vault.check;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.Progress;
import io.leeward.model.PointId;
import io.leeward.model.Position;
import io.leeward.vault.Vault;
import io.leeward.vault.blob.Blob;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.document.NotAuthentic;
import io.leeward.vault.epoch.Epochs;
import io.leeward.vault.epoch.Line;
import io.leeward.vault.journal.BaseLayer;
import io.leeward.vault.journal.JournalPath;
import io.leeward.vault.journal.JournalSource;
import io.leeward.vault.journal.Lanes;
import io.leeward.vault.segment.BufferPool;
import io.leeward.vault.segment.SegmentIndex;
import io.leeward.vault.segment.SegmentSource;
import io.leeward.vault.segment.SegmentVerifier;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Checks the journals behind points: each segment that any point needs is looked at once. */
final class SegmentCheck {
    private final Vault vault;
    private final Lanes lanes;
    private final Findings findings;
    private final int dataPercent;
    private final BufferPool pool = new BufferPool();
    private int chosen;
    private int segments;
    private long bytesRead;

    SegmentCheck(Vault vault, Lanes lanes, Findings findings, int dataPercent) {
        this.vault = vault;
        this.lanes = lanes;
        this.findings = findings;
        this.dataPercent = dataPercent;
        this.chosen = Byte.toUnsignedInt(vault.entropy().bytes(1)[0]) % 100;
    }

    int segments() {
        return segments;
    }

    long bytesRead() {
        return bytesRead;
    }

    /** Checks that every point of a disk is reachable. */
    void check(DiskPoints disk, List<BaseLayer> layers, Progress progress) {
        Set<BlobName> seen = new HashSet<>();
        Map<Position, PointId> unmarked = new TreeMap<>(disk.points());
        layers.stream()
                .filter(layer -> layer.disk().equals(disk.disk()))
                .forEach(layer -> unmarked.remove(layer.through()));
        for (Reach reach : farthest(disk, layers).values()) {
            if (!progress.cancelled()) {
                findings.during(
                        () -> walk(JournalPath.list(vault, reach.line(), reach.layers()), seen, unmarked, progress));
            }
        }
        if (!progress.cancelled()) {
            unmarked.forEach((position, point) -> findings.add(Issue.of(
                    "POINT-WITHOUT-MARK",
                    Issue.Kind.FAILED,
                    "Point " + point + " says that it lies at " + position + " of disk " + disk.disk()
                            + ", but there is no mark of it.",
                    "Choose another recovery point.")));
        }
    }

    /**
     * One path for all points that share epoch and base layer: that of the last of them, which holds those of the
     * others.
     */
    private Map<String, Reach> farthest(DiskPoints disk, List<BaseLayer> layers) {
        Map<String, Reach> reaches = new TreeMap<>();
        for (Position position : disk.points().keySet()) {
            findings.during(() -> {
                Line line = Line.to(new Epochs(vault), disk.disk(), position);
                Optional<BaseLayer> base = layers.stream()
                        .filter(layer -> layer.disk().equals(disk.disk()) && line.contains(layer.through()))
                        .max(Comparator.comparing(BaseLayer::through));
                String key = position.epoch() + " "
                        + base.map(layer -> layer.through().toString()).orElse("");
                reaches.put(key, new Reach(line, base.stream().toList()));
            });
        }
        return reaches;
    }

    private void walk(JournalPath path, Set<BlobName> seen, Map<Position, PointId> unmarked, Progress progress) {
        Deque<Lanes.Pending<Looked>> ahead = new ArrayDeque<>();
        for (int number = 0; number < path.size() && !progress.cancelled(); number++) {
            JournalSource source = path.source(number);
            if (seen.add(source.name())) {
                boolean whole = choose();
                ahead.add(lanes.start(() -> look(path, source, whole)));
            }
            if (ahead.size() > lanes.width()) {
                take(ahead.remove().await(), unmarked);
            }
        }
        while (!ahead.isEmpty()) {
            take(ahead.remove().await(), unmarked);
        }
    }

    private void take(Looked looked, Map<Position, PointId> unmarked) {
        looked.issue().ifPresent(findings::add);
        bytesRead += looked.bytesRead();
        looked.index().ifPresent(index -> {
            segments++;
            long epoch = looked.source().scope().epoch().number();
            index.marks().forEach(mark -> unmarked.remove(new Position(epoch, mark.sequence()), mark.point()));
        });
    }

    private Looked look(JournalPath path, JournalSource source, boolean whole) {
        try {
            SegmentIndex index =
                    pool.with(buffers -> path.open(source, buffers)).index();
            return whole ? readWhole(source, index) : new Looked(source, Optional.of(index), 0, Optional.empty());
        } catch (io.leeward.vault.blob.StoreException e) {
            throw e;
        } catch (io.leeward.kernel.IssueException e) {
            return new Looked(source, Optional.empty(), 0, Optional.of(e.issue()));
        }
    }

    private Looked readWhole(JournalSource source, SegmentIndex index) {
        Blob blob = vault.store()
                .read(source.name())
                .orElseThrow(
                        () -> NotAuthentic.of("blob " + source.name(), "It disappeared while it was being checked."));
        long bytes = blob.content().remaining();
        Outcome<SegmentIndex> verified = pool.with(buffers ->
                SegmentVerifier.verify(source.scope(), source.first(), SegmentSource.of(blob.content()), buffers));
        Optional<Issue> issue = verified instanceof Outcome.Failed<SegmentIndex>(Issue found, Outcome.Retry retry)
                ? Optional.of(found)
                : Optional.empty();
        return new Looked(source, Optional.of(index), bytes, issue);
    }

    private boolean choose() {
        chosen += dataPercent;
        boolean now = chosen >= 100;
        chosen %= 100;
        return now;
    }

    private record Reach(Line line, List<BaseLayer> layers) {}

    private record Looked(JournalSource source, Optional<SegmentIndex> index, long bytesRead, Optional<Issue> issue) {}
}
