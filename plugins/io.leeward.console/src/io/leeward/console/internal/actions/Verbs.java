package io.leeward.console.internal.actions;

import io.leeward.console.internal.dialogs.Confirmation;
import io.leeward.console.internal.dialogs.CutPointDialog;
import io.leeward.console.internal.dialogs.IssueDialog;
import io.leeward.console.internal.live.Attention;
import io.leeward.console.internal.live.Background;
import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.text.Messages;
import io.leeward.console.internal.wizards.EnableWizard;
import io.leeward.console.internal.wizards.LeewardWizard;
import io.leeward.console.internal.wizards.RecoverWizard;
import io.leeward.kernel.Outcome;
import io.leeward.model.PointId;
import io.leeward.operations.Operations;
import io.leeward.operations.machines.AllowedAction;
import io.leeward.operations.machines.MachineView;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.widgets.Shell;

/**
 * Carries out what an operator asks for a machine: asks what is open, then gives the command to the engine. UI thread
 * only.
 */
public final class Verbs {
    private Verbs() {}

    /** Why the verb cannot be used now, in one sentence; empty when it can. */
    public static Optional<String> reasonAgainst(MachineVerb verb, Optional<MachineView> machine) {
        if (machine.isEmpty()) {
            return verb == MachineVerb.ENABLE ? Optional.empty() : Optional.of(Messages.verb_noMachine);
        }
        return Attention.find(machine.get(), verb.action())
                .map(AllowedAction::reason)
                .orElse(Optional.of(
                        NLS.bind(Messages.verb_unknown, machine.get().name())));
    }

    /** Starts the verb for a machine; only enabling can do without one. */
    public static void run(MachineVerb verb, Desk desk, Shell shell, Optional<MachineView> machine) {
        switch (verb) {
            case ENABLE -> LeewardWizard.open(shell, new EnableWizard(desk, machine));
            case CUT -> machine.ifPresent(view -> cut(desk, shell, view));
            case RECOVER -> machine.ifPresent(view -> recover(desk, shell, view, Optional.empty()));
            case RESYNCHRONIZE -> machine.ifPresent(view -> resynchronize(desk, shell, view));
            case DISABLE -> machine.ifPresent(view -> disable(desk, shell, view));
        }
    }

    /** Opens the wizard that writes a point to files. */
    public static void recover(Desk desk, Shell shell, MachineView machine, Optional<PointId> point) {
        LeewardWizard.open(shell, new RecoverWizard(desk, machine, point));
    }

    /** Gives a command to the engine and tells when it was refused or failed. */
    public static <T> void send(Desk desk, Shell shell, String title, Function<Operations, Outcome<T>> command) {
        desk.link()
                .operations()
                .ifPresent(operations -> Background.ask(
                        shell,
                        () -> command.apply(operations),
                        outcome -> tell(desk, shell, title, outcome),
                        issue -> IssueDialog.failed(shell, desk, title, issue)));
    }

    private static <T> void tell(Desk desk, Shell shell, String title, Outcome<T> outcome) {
        switch (outcome) {
            case Outcome.Done<T> done -> {}
            case Outcome.Refused<T> refused -> IssueDialog.failed(shell, desk, title, refused.issue());
            case Outcome.Failed<T> failed -> IssueDialog.failed(shell, desk, title, failed.issue());
        }
    }

    private static void cut(Desk desk, Shell shell, MachineView machine) {
        CutPointDialog.ask(shell, machine.name())
                .ifPresent(choice -> send(desk, shell, MachineVerb.CUT.title(), operations -> operations
                        .machines()
                        .cut(machine.id(), choice.tag(), choice.appConsistent())));
    }

    private static void resynchronize(Desk desk, Shell shell, MachineView machine) {
        if (Confirmation.ask(
                shell,
                MachineVerb.RESYNCHRONIZE.title(),
                NLS.bind(Messages.resync_what, machine.name()),
                Messages.resync_verb)) {
            send(desk, shell, MachineVerb.RESYNCHRONIZE.title(), operations -> operations
                    .machines()
                    .resynchronize(machine.id(), false));
        }
    }

    private static void disable(Desk desk, Shell shell, MachineView machine) {
        if (Confirmation.ask(
                shell,
                MachineVerb.DISABLE.title(),
                NLS.bind(Messages.disable_what, machine.name()),
                Messages.disable_verb)) {
            send(desk, shell, MachineVerb.DISABLE.title(), operations -> operations
                    .machines()
                    .disable(machine.id()));
        }
    }
}
