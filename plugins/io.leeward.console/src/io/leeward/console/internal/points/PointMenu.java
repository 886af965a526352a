package io.leeward.console.internal.points;

import io.leeward.console.internal.actions.MachineVerb;
import io.leeward.console.internal.actions.Verbs;
import io.leeward.console.internal.dialogs.IssueDialog;
import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.text.Images;
import io.leeward.console.internal.text.Messages;
import io.leeward.kernel.Outcome;
import io.leeward.model.PointState;
import io.leeward.operations.Operations;
import io.leeward.operations.machines.PointView;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.jface.action.Action;
import org.eclipse.jface.action.MenuManager;
import org.eclipse.jface.action.Separator;
import org.eclipse.jface.dialogs.InputDialog;
import org.eclipse.jface.window.Window;
import org.eclipse.swt.widgets.Control;

/** What can be done with a recovery point. */
final class PointMenu {
    private final Desk desk;
    private final PointsPane pane;
    private final Runnable changed;

    PointMenu(Desk desk, PointsPane pane, Runnable changed) {
        this.desk = desk;
        this.pane = pane;
        this.changed = changed;
    }

    void attach(Control control) {
        MenuManager manager = new MenuManager();
        manager.setRemoveAllWhenShown(true);
        manager.addMenuListener(menu -> pane.selected().ifPresent(view -> fill(menu::add, menu::add, view)));
        control.setMenu(manager.createContextMenu(control));
        control.addDisposeListener(event -> manager.dispose());
    }

    private void fill(
            java.util.function.Consumer<Action> add, java.util.function.Consumer<Separator> separate, PointView view) {
        add.accept(recover(view));
        separate.accept(new Separator());
        if (view.point().pinned()) {
            add.accept(action(
                    Messages.points_release,
                    Images.RELEASE,
                    () -> send(Messages.points_release, operations -> operations
                            .points()
                            .release(view.point().id()))));
        } else {
            add.accept(action(
                    Messages.points_pin,
                    Images.PIN,
                    () -> send(
                            Messages.points_pin,
                            operations -> operations.points().pin(view.point().id()))));
        }
        add.accept(action(Messages.points_tag, Images.TAG, () -> tag(view)));
        separate.accept(new Separator());
        add.accept(action(
                Messages.points_copyId,
                Images.COPY,
                () -> IssueDialog.copy(pane, view.point().id().value())));
    }

    private Action recover(PointView view) {
        Action action = action(MachineVerb.RECOVER.title(), Images.RECOVER, () -> pane.machine()
                .ifPresent(machine -> Verbs.recover(
                        desk, pane.getShell(), machine, Optional.of(view.point().id()))));
        boolean possible = view.state() == PointState.RECOVERABLE;
        action.setEnabled(possible);
        action.setToolTipText(possible ? MachineVerb.RECOVER.title() : Messages.points_notYet);
        return action;
    }

    private void tag(PointView view) {
        InputDialog dialog = new InputDialog(
                pane.getShell(), Messages.points_tag, Messages.points_tagWhat, "", text -> text.isBlank() ? "" : null);
        if (dialog.open() == Window.OK) {
            send(Messages.points_tag, operations -> operations
                    .points()
                    .tag(view.point().id(), dialog.getValue().strip()));
        }
    }

    private <T> void send(String title, Function<Operations, Outcome<T>> command) {
        Verbs.send(desk, pane.getShell(), title, command);
        changed.run();
    }

    private Action action(String title, Images icon, Runnable run) {
        Action action = new Action(title) {
            @Override
            public void run() {
                run.run();
            }
        };
        action.setImageDescriptor(icon.descriptor(desk.palette()));
        return action;
    }
}
