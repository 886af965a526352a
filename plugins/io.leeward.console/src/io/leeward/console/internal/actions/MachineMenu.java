package io.leeward.console.internal.actions;

import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.text.Images;
import io.leeward.console.internal.text.Messages;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Menu;

/** The context menu of a machine, the same wherever a machine is shown. */
public final class MachineMenu {
    private MachineMenu() {}

    /**
     * Gives the control the menu of the chosen machine.
     *
     * @param open opens the chosen machine's editor
     */
    public static void attach(Control control, Desk desk, Runnable open) {
        MenuManager manager = new MenuManager();
        manager.setRemoveAllWhenShown(true);
        manager.addMenuListener(menu -> {
            if (desk.selected().machine().isEmpty()) {
                return;
            }
            menu.add(openAction(desk, open));
            menu.add(new Separator());
            for (MachineVerb verb : MachineVerb.values()) {
                menu.add(new VerbAction(verb, desk, control::getShell));
            }
        });
        Menu menu = manager.createContextMenu(control);
        control.setMenu(menu);
        control.addDisposeListener(event -> manager.dispose());
    }

    private static Action openAction(Desk desk, Runnable open) {
        Action action = new Action(Messages.verb_open) {
            @Override
            public void run() {
                open.run();
            }
        };
        action.setImageDescriptor(Images.OPEN.descriptor(desk.palette()));
        return action;
    }
}
