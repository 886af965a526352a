package io.leeward.console.internal.machines;

import io.leeward.console.internal.actions.MachineVerb;
import io.leeward.console.internal.actions.Verbs;
import io.leeward.console.internal.dialogs.IssueDialog;
import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.live.Situation;
import io.leeward.console.internal.text.Images;
import io.leeward.console.internal.text.Messages;
import io.leeward.console.internal.wizards.AttachVaultWizard;
import io.leeward.console.internal.wizards.CreateVaultWizard;
import io.leeward.console.internal.wizards.LeewardWizard;
import io.leeward.console.widgets.EmptyState;
import io.leeward.console.widgets.Pages;
import io.leeward.console.widgets.Token;
import io.leeward.kernel.Issue;
import java.util.List;
import java.util.Optional;
import org.eclipse.swt.widgets.Shell;

/** What stands in place of the machines while there are none: what is missing, and the step that comes next. */
final class Invitation {
    /** What is missing. */
    private enum Missing {
        ENGINE,
        HEALTHY_ENGINE,
        VAULT,
        MACHINES
    }

    private final Pages pages;
    private final Desk desk;
    private Optional<Missing> shown = Optional.empty();
    private Optional<EmptyState> control = Optional.empty();

    Invitation(Pages pages, Desk desk) {
        this.pages = pages;
        this.desk = desk;
    }

    /** The control for a situation without machines. */
    EmptyState show(Situation situation) {
        Missing missing = missing(situation);
        if (control.isEmpty() || !shown.equals(Optional.of(missing))) {
            control.ifPresent(EmptyState::dispose);
            shown = Optional.of(missing);
            control = Optional.of(create(missing, situation));
        }
        return control.get();
    }

    private static Missing missing(Situation situation) {
        return switch (situation) {
            case Situation.Starting starting -> Missing.ENGINE;
            case Situation.Down down -> Missing.HEALTHY_ENGINE;
            case Situation.Running running -> running.snapshot().vault().isEmpty() ? Missing.VAULT : Missing.MACHINES;
        };
    }

    private EmptyState create(Missing missing, Situation situation) {
        Shell shell = pages.getShell();
        return switch (missing) {
            case ENGINE -> state(Images.WAIT, Messages.invite_startingTitle, Messages.invite_startingText, List.of());
            case HEALTHY_ENGINE -> down(((Situation.Down) situation).issue());
            case VAULT ->
                state(
                        Images.VAULT,
                        Messages.invite_vaultTitle,
                        Messages.invite_vaultText,
                        List.of(
                                new EmptyState.Choice(
                                        Messages.verb_createVault,
                                        () -> LeewardWizard.open(shell, new CreateVaultWizard(desk))),
                                new EmptyState.Choice(
                                        Messages.verb_attachVault,
                                        () -> LeewardWizard.open(shell, new AttachVaultWizard(desk)))));
            case MACHINES ->
                state(
                        Images.PROTECT,
                        Messages.invite_machinesTitle,
                        Messages.invite_machinesText,
                        List.of(new EmptyState.Choice(
                                Messages.verb_enable,
                                () -> Verbs.run(MachineVerb.ENABLE, desk, shell, Optional.empty()))));
        };
    }

    private EmptyState down(Issue issue) {
        return state(
                Images.FAILED,
                issue.message(),
                (issue.cause() + " " + issue.remedy()).strip(),
                List.of(new EmptyState.Choice(Messages.issue_copy, () -> IssueDialog.copy(pages, issue))));
    }

    private EmptyState state(Images icon, String title, String text, List<EmptyState.Choice> choices) {
        return new EmptyState(
                pages, icon.image(desk.images(), desk.palette(), Token.MUTED, Images.LARGE), title, text, choices);
    }
}
