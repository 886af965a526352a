package io.leeward.engine;

import io.leeward.model.MachineId;
import io.leeward.operations.state.MachineRecord;
import io.leeward.operations.state.MachineStore;
import io.leeward.operations.state.SaveResult;
import io.leeward.operations.state.Versioned;
import io.leeward.processserver.Incarnations;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Incarnations as the control store keeps them. */
final class RecordedIncarnations implements Incarnations {
    /** Times that a record which changed meanwhile is read again. */
    private static final int MOST_TRIES = 5;

    private static final Logger LOG = LoggerFactory.getLogger(RecordedIncarnations.class);

    private final MachineStore machines;

    RecordedIncarnations(MachineStore machines) {
        this.machines = machines;
    }

    @Override
    public Optional<String> of(MachineId machine) {
        return machines.find(machine).map(found -> found.value().incarnation());
    }

    @Override
    public void seen(MachineId machine, String incarnation) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<Versioned<MachineRecord>> found = machines.find(machine);
            if (found.isEmpty() || found.get().value().incarnation().equals(incarnation)) {
                return;
            }
            MachineRecord changed = with(found.get().value(), incarnation);
            if (machines.update(changed, found.get().version()) instanceof SaveResult.Saved) {
                return;
            }
        }
        LOG.atWarn().addKeyValue("machine", machine).log("incarnation not recorded: the record kept changing");
    }

    private static MachineRecord with(MachineRecord old, String incarnation) {
        return new MachineRecord(
                old.id(),
                old.name(),
                incarnation,
                old.enrolledAt(),
                old.disks(),
                old.wish(),
                old.phase(),
                old.direction(),
                old.failure(),
                old.policy(),
                old.group(),
                old.resync());
    }
}
