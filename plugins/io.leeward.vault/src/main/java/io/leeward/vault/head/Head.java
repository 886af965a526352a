package io.leeward.vault.head;

import io.leeward.model.DiskId;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.model.RecoveryPoint;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.journal.BaseLayer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;

/**
 * What {@code head.json} of a machine says: what exists.
 *
 * @param machine whose head it is
 * @param generation of the owner that wrote it last; writers of a lower one are refused
 * @param lines the current epoch of each disk, ordered by disk
 * @param points the newest points, oldest first
 * @param pages older points, oldest page first
 * @param nextPage a number above all pages that were ever written
 * @param layers base layers that may be read
 * @param deletions blobs that nothing refers to any more and that are to be deleted
 * @param holds who reads the machine's data now
 */
public record Head(
        MachineId machine,
        long generation,
        List<CurrentEpoch> lines,
        List<RecoveryPoint> points,
        List<PageEntry> pages,
        long nextPage,
        List<BaseLayer> layers,
        List<BlobName> deletions,
        List<Hold> holds) {
    public Head {
        lines = List.copyOf(lines);
        points = List.copyOf(points);
        pages = List.copyOf(pages);
        layers = List.copyOf(layers);
        deletions = List.copyOf(deletions);
        holds = List.copyOf(holds);
    }

    static Head empty(MachineId machine, long generation) {
        return new Head(machine, generation, List.of(), List.of(), List.of(), 1, List.of(), List.of(), List.of());
    }

    /** The current epoch of a disk; empty before the first was claimed. */
    public OptionalLong epoch(DiskId disk) {
        return lines.stream()
                .filter(line -> line.disk().equals(disk))
                .mapToLong(CurrentEpoch::epoch)
                .findFirst();
    }

    /** The newest point of all; empty before the first. */
    public Optional<RecoveryPoint> newest() {
        return points.isEmpty() ? Optional.empty() : Optional.of(points.getLast());
    }

    /** A point among those that the head itself holds. */
    Optional<RecoveryPoint> point(PointId id) {
        return points.stream().filter(point -> point.id().equals(id)).findFirst();
    }

    Head withGeneration(long now) {
        return new Head(machine, now, lines, points, pages, nextPage, layers, deletions, holds);
    }

    Head withLine(DiskId disk, long epoch) {
        List<CurrentEpoch> changed = new ArrayList<>(lines);
        changed.removeIf(line -> line.disk().equals(disk));
        changed.add(new CurrentEpoch(disk, epoch));
        changed.sort(Comparator.comparing(CurrentEpoch::disk));
        return new Head(machine, generation, changed, points, pages, nextPage, layers, deletions, holds);
    }

    Head withPoints(List<RecoveryPoint> changed) {
        return new Head(machine, generation, lines, changed, pages, nextPage, layers, deletions, holds);
    }

    Head withPoint(PointId id, UnaryOperator<RecoveryPoint> change) {
        return withPoints(points.stream()
                .map(point -> point.id().equals(id) ? change.apply(point) : point)
                .toList());
    }

    Head withPages(List<PageEntry> changed, long next) {
        return new Head(machine, generation, lines, points, changed, next, layers, deletions, holds);
    }

    Head withLayers(List<BaseLayer> changed) {
        return new Head(machine, generation, lines, points, pages, nextPage, changed, deletions, holds);
    }

    Head withDeletions(List<BlobName> changed) {
        return new Head(machine, generation, lines, points, pages, nextPage, layers, changed, holds);
    }

    Head withHolds(List<Hold> changed) {
        return new Head(machine, generation, lines, points, pages, nextPage, layers, deletions, changed);
    }
}
