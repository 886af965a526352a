package io.leeward.console.internal.actions;

import io.leeward.console.internal.text.Images;
import io.leeward.console.internal.text.Messages;
import io.leeward.model.Action;
import java.util.Arrays;
import java.util.Optional;

/** What this console lets an operator do with a machine, in the order of its menus. */
public enum MachineVerb {
    ENABLE(Action.ENABLE_REPLICATION, Images.PROTECT),
    CUT(Action.CUT_POINT, Images.CUT),
    RECOVER(Action.RECOVER_TO_FILES, Images.RECOVER),
    RESYNCHRONIZE(Action.RESYNCHRONIZE, Images.RESYNC),
    DISABLE(Action.DISABLE_REPLICATION, Images.DISABLE);

    private final Action action;
    private final Images icon;

    MachineVerb(Action action, Images icon) {
        this.action = action;
        this.icon = icon;
    }

    public Action action() {
        return action;
    }

    public Images icon() {
        return icon;
    }

    /** The text of menus and buttons. */
    public String title() {
        return switch (this) {
            case ENABLE -> Messages.verb_enable;
            case CUT -> Messages.verb_cut;
            case RECOVER -> Messages.verb_recover;
            case RESYNCHRONIZE -> Messages.verb_resynchronize;
            case DISABLE -> Messages.verb_disable;
        };
    }

    /** The verb for an action of the engine, if the console has it. */
    public static Optional<MachineVerb> of(Action action) {
        return Arrays.stream(values()).filter(verb -> verb.action == action).findFirst();
    }
}
