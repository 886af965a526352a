package io.leeward.vault.epoch;

import io.leeward.model.DiskId;
import io.leeward.model.Position;
import io.leeward.vault.document.NotAuthentic;
import io.leeward.vault.layout.Names;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The path of parents that leads to a position of a disk, cut at each parent sequence. What comes before and after is
 * defined along one line only.
 */
public final class Line {
    private final DiskId disk;
    private final List<Stretch> stretches;

    private Line(DiskId disk, List<Stretch> stretches) {
        this.disk = disk;
        this.stretches = List.copyOf(stretches);
    }

    /** The line that ends at a position. */
    public static Line to(Epochs epochs, DiskId disk, Position end) {
        List<Stretch> path = new ArrayList<>();
        Optional<Position> at = Optional.of(end);
        while (at.isPresent()) {
            Epoch epoch = epochs.require(disk, at.get().epoch());
            path.add(new Stretch(epoch, at.get().sequence()));
            Optional<Position> parent = epoch.record().parent();
            if (parent.isPresent() && parent.get().epoch() >= epoch.number()) {
                throw NotAuthentic.of("blob " + Names.epoch(disk, epoch.number()), "Its parent is not before it.");
            }
            at = parent;
        }
        Collections.reverse(path);
        return new Line(disk, path);
    }

    /** The line through an epoch, open at its end. */
    public static Line through(Epochs epochs, DiskId disk, long epoch) {
        return to(epochs, disk, new Position(epoch, Long.MAX_VALUE));
    }

    public DiskId disk() {
        return disk;
    }

    /** The epochs of the line, oldest first, each to where the line leaves it. */
    public List<Stretch> stretches() {
        return stretches;
    }

    /** Whether the position lies on this line. */
    public boolean contains(Position position) {
        return stretches.stream()
                .anyMatch(stretch ->
                        stretch.epoch().number() == position.epoch() && position.sequence() <= stretch.through());
    }
}
