package io.leeward.console.internal.live;

import io.leeward.console.widgets.Shape;
import io.leeward.model.Action;
import io.leeward.model.Health;
import io.leeward.model.Phase;
import io.leeward.model.Resync;
import io.leeward.operations.machines.AllowedAction;
import io.leeward.operations.machines.MachineView;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/** Which machines need a hand, and which hand. */
public final class Attention {
    /** Worst first: grave before slight, then those that would be thrown back furthest, then by name. */
    public static final Comparator<MachineView> WORST_FIRST = Comparator.comparingInt(Attention::rank)
            .thenComparing(machine -> machine.rpo().orElse(Duration.ZERO), Comparator.reverseOrder())
            .thenComparing(MachineView::name, String.CASE_INSENSITIVE_ORDER);

    private Attention() {}

    /** Whether somebody has to do something about the machine. */
    public static boolean needed(MachineView machine) {
        return machine.attention().isPresent()
                || machine.health() == Health.WARNING
                || machine.health() == Health.CRITICAL
                || machine.resync().state() == Resync.State.REQUIRED;
    }

    /** Whether work is going on that ends by itself. */
    public static boolean working(MachineView machine) {
        return switch (machine.phase()) {
            case ENABLING, INITIAL_COPY, FAILING_OVER, REPROTECTING, DISABLING -> true;
            case UNPROTECTED, PROTECTED, FAILED_OVER, COMMITTED ->
                machine.resync().state() == Resync.State.COMPARING;
        };
    }

    /** How the machine's state looks. */
    public static Shape shape(MachineView machine) {
        return switch (machine.health()) {
            case CRITICAL -> Shape.CRITICAL;
            case WARNING -> Shape.WARNING;
            case UNKNOWN -> Shape.UNKNOWN;
            case NORMAL ->
                machine.phase() == Phase.UNPROTECTED ? Shape.UNKNOWN : working(machine) ? Shape.WORKING : Shape.HEALTHY;
        };
    }

    /** How a health looks. */
    public static Shape shape(Health health) {
        return switch (health) {
            case NORMAL -> Shape.HEALTHY;
            case WARNING -> Shape.WARNING;
            case CRITICAL -> Shape.CRITICAL;
            case UNKNOWN -> Shape.UNKNOWN;
        };
    }

    /** The one action that helps, if there is one and it is allowed now. */
    public static Optional<Action> remedy(MachineView machine) {
        Action wanted = machine.resync().state() == Resync.State.REQUIRED
                ? Action.RESYNCHRONIZE
                : machine.phase() == Phase.UNPROTECTED ? Action.ENABLE_REPLICATION : null;
        return Optional.ofNullable(wanted).filter(action -> allowed(machine, action));
    }

    /** Whether an action may be started now. */
    public static boolean allowed(MachineView machine, Action action) {
        return find(machine, action).filter(AllowedAction::allowed).isPresent();
    }

    /** What the engine says about an action, if it knows it. */
    public static Optional<AllowedAction> find(MachineView machine, Action action) {
        return machine.actions().stream()
                .filter(allowed -> allowed.action() == action)
                .findFirst();
    }

    private static int rank(MachineView machine) {
        return switch (machine.health()) {
            case CRITICAL -> 0;
            case WARNING -> 1;
            case UNKNOWN -> 2;
            case NORMAL -> working(machine) ? 3 : machine.phase() == Phase.UNPROTECTED ? 5 : 4;
        };
    }
}
