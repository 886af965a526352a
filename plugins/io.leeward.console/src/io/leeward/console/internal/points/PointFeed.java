package io.leeward.console.internal.points;

import io.leeward.console.internal.live.Background;
import io.leeward.console.internal.live.Desk;
import io.leeward.kernel.Issue;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.operations.machines.MachineView;
import io.leeward.operations.machines.PointView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.swt.widgets.Control;

/** Keeps the recovery points of one machine: asks the engine again when a newer point is there, and now and then. */
final class PointFeed {
    /** Longest age of what is shown while snapshots arrive. */
    private static final Duration REFRESH = Duration.ofSeconds(5);

    private final Desk desk;
    private final Control owner;
    private final Consumer<List<PointView>> receiver;
    private final Consumer<Issue> failed;
    private Optional<MachineId> machine = Optional.empty();
    private Optional<PointId> newest = Optional.empty();
    private Instant asked = Instant.EPOCH;
    private boolean waiting;

    PointFeed(Desk desk, Control owner, Consumer<List<PointView>> receiver, Consumer<Issue> failed) {
        this.desk = desk;
        this.owner = owner;
        this.receiver = receiver;
        this.failed = failed;
    }

    /** Follows this machine as it is at a moment. */
    void follow(Optional<MachineView> view, Instant now) {
        Optional<MachineId> id = view.map(MachineView::id);
        Optional<PointId> point = view.flatMap(MachineView::lastPoint).map(p -> p.id());
        boolean other = !id.equals(machine);
        machine = id;
        if (other) {
            waiting = false;
            receiver.accept(List.of());
        }
        boolean due =
                other || !point.equals(newest) || Duration.between(asked, now).compareTo(REFRESH) >= 0;
        if (id.isPresent() && due && !waiting) {
            newest = point;
            asked = now;
            ask(id.get());
        }
    }

    /** Asks again with the next snapshot. */
    void changed() {
        asked = Instant.EPOCH;
    }

    private void ask(MachineId id) {
        desk.link().operations().ifPresent(operations -> {
            waiting = true;
            Background.ask(owner, () -> operations.points().of(id), points -> give(id, points), issue -> {
                waiting = false;
                failed.accept(issue);
            });
        });
    }

    private void give(MachineId id, List<PointView> points) {
        waiting = false;
        if (machine.equals(Optional.of(id))) {
            receiver.accept(points);
        }
    }
}
