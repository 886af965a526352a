package io.leeward.operations.internal.machines;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.model.MachineId;
import io.leeward.model.Phase;
import io.leeward.model.PhaseChange;
import io.leeward.model.ProtectionState;
import io.leeward.model.Transitions;
import io.leeward.operations.internal.live.EventDesk;
import io.leeward.operations.state.MachineRecord;
import io.leeward.operations.state.MachineStore;
import io.leeward.operations.state.SaveResult;
import io.leeward.operations.state.Versioned;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The only place where a machine's kept state is changed. Safe for use by many threads: changes are compared and set.
 */
public final class Phases {
    /** How often a change is tried against changes by others. */
    static final int MOST_CONFLICTS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Phases.class);

    private final MachineStore machines;
    private final EventDesk events;
    private final Runnable changed;

    public Phases(MachineStore machines, EventDesk events, Runnable changed) {
        this.machines = machines;
        this.events = events;
        this.changed = changed;
    }

    /**
     * Changes a machine; the change may be asked more than once.
     *
     * @throws IssueException when there is no such machine or others keep changing it
     */
    MachineRecord change(MachineId machine, UnaryOperator<MachineRecord> change) {
        for (int attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
            Versioned<MachineRecord> found = machines.find(machine)
                    .orElseThrow(() -> new IssueException(MachineIssues.unknown(machine.value())));
            MachineRecord next = change.apply(found.value());
            if (next.equals(found.value())) {
                return next;
            }
            if (machines.update(next, found.version()) instanceof SaveResult.Saved) {
                changed.run();
                return next;
            }
        }
        throw new IssueException(Issue.of(
                "MACHINE-CONTENDED",
                Issue.Kind.FAILED,
                "The machine was changed by others " + MOST_CONFLICTS + " times in a row.",
                "Try again."));
    }

    /** Moves a machine to a phase, unless it is there already. */
    MachineRecord move(MachineId machine, Phase next, String reason) {
        return moveAnd(machine, next, reason, UnaryOperator.identity());
    }

    /** Moves a machine to a phase and changes its record in the same step. */
    MachineRecord moveAnd(MachineId machine, Phase next, String reason, UnaryOperator<MachineRecord> more) {
        Phase[] left = new Phase[1];
        MachineRecord moved = change(machine, record -> {
            left[0] = record.phase();
            ProtectionState state = MachineEdits.state(record);
            if (state.phase() == next) {
                return more.apply(MachineEdits.with(record, cleared(state)));
            }
            PhaseChange step = Transitions.moveTo(state, next, reason);
            return more.apply(MachineEdits.with(record, step.after()));
        });
        if (left[0] != next) {
            LOG.atInfo()
                    .addKeyValue("machine", moved.name())
                    .addKeyValue("from", left[0].label())
                    .addKeyValue("to", next.label())
                    .addKeyValue("reason", reason)
                    .log("Phase changed");
            events.info(moved.name(), reason);
        }
        return moved;
    }

    /** Notes why a machine does not leave its phase. */
    void fail(MachineId machine, Issue issue) {
        change(
                machine,
                record -> MachineEdits.with(record, MachineEdits.state(record).failed(issue)));
    }

    /** Keeps what replication says about comparisons. */
    void resync(MachineId machine, io.leeward.model.Resync resync) {
        change(
                machine,
                record -> MachineEdits.with(record, MachineEdits.state(record).withResync(resync)));
    }

    private static ProtectionState cleared(ProtectionState state) {
        return new ProtectionState(state.phase(), state.direction(), Optional.empty(), state.resync(), state.health());
    }
}
