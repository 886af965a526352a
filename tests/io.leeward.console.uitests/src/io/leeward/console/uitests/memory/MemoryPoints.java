package io.leeward.console.uitests.memory;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.model.JobId;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.model.RecoveryPoint;
import io.leeward.operations.machines.PointView;
import io.leeward.operations.machines.Points;
import io.leeward.operations.recover.RecoverToFiles;
import io.leeward.operations.recover.Recoveries;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Recovery points of a {@link MemoryEngine}. */
record MemoryPoints(MemoryEngine engine) implements Points, Recoveries {
    @Override
    public List<PointView> of(MachineId machine) {
        synchronized (engine) {
            return List.copyOf(engine.machines.get(machine).points());
        }
    }

    @Override
    public Outcome<PointView> pin(PointId point) {
        return edit(point, old -> with(old, old.tags(), true));
    }

    @Override
    public Outcome<PointView> release(PointId point) {
        return edit(point, old -> with(old, old.tags(), false));
    }

    @Override
    public Outcome<PointView> tag(PointId point, String text) {
        return edit(point, old -> {
            List<String> tags = new ArrayList<>(old.tags());
            tags.add(text);
            return with(old, tags, old.pinned());
        });
    }

    @Override
    public Outcome<JobId> toFiles(RecoverToFiles command) {
        synchronized (engine) {
            return Outcome.done(engine.start(
                    "Recover to files",
                    command.machine(),
                    List.of(
                            new MemoryJob.Step("Plan", 6, "newest block of each place"),
                            new MemoryJob.Step("Write", 80, "210 MiB/s, 3 min left")),
                    () -> {}));
        }
    }

    private Outcome<PointView> edit(PointId id, UnaryOperator<RecoveryPoint> change) {
        synchronized (engine) {
            return engine.machines.values().stream()
                    .flatMap(machine -> machine.points().stream()
                            .filter(view -> view.point().id().equals(id))
                            .map(view -> machine.replace(change.apply(view.point()), view.state())))
                    .flatMap(Optional::stream)
                    .findFirst()
                    .map(Outcome::done)
                    .orElseGet(() -> Outcome.refused(Issue.of(
                            "POINT-NOT-FOUND",
                            Issue.Kind.NOT_FOUND,
                            "There is no point " + id + ".",
                            "Look at the list again.")));
        }
    }

    private static RecoveryPoint with(RecoveryPoint old, List<String> tags, boolean pinned) {
        return new RecoveryPoint(
                old.id(), old.machine(), old.kind(), old.cutAt(), old.cuts(), tags, pinned, old.proof(), old.group());
    }
}
