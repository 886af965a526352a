package io.leeward.console.internal.machines;

import io.leeward.console.internal.live.Attention;
import io.leeward.console.internal.text.Messages;
import io.leeward.model.Phase;
import io.leeward.operations.machines.MachineView;
import java.util.function.Predicate;

/** The questions that are asked most often about many machines. */
enum MachineFilter implements Predicate<MachineView> {
    ALL,
    ATTENTION,
    WORKING,
    UNPROTECTED;

    @Override
    public boolean test(MachineView machine) {
        return switch (this) {
            case ALL -> true;
            case ATTENTION -> Attention.needed(machine);
            case WORKING -> Attention.working(machine);
            case UNPROTECTED -> machine.phase() == Phase.UNPROTECTED;
        };
    }

    /** What it is called, with a place for the number of machines. */
    String title() {
        return switch (this) {
            case ALL -> Messages.filter_all;
            case ATTENTION -> Messages.filter_attention;
            case WORKING -> Messages.filter_working;
            case UNPROTECTED -> Messages.filter_unprotected;
        };
    }
}
