package io.leeward.console.internal.wizards;

import io.leeward.console.internal.live.Defect;
import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.text.Images;
import io.leeward.console.internal.text.Messages;
import io.leeward.console.widgets.Token;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import io.leeward.operations.Operations;
import java.lang.reflect.InvocationTargetException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.eclipse.core.runtime.IProgressMonitor;
import org.eclipse.jface.window.Window;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.widgets.Shell;

/** A wizard that ends in one command to the engine. What went wrong stands on its page, which stays open. */
public abstract class LeewardWizard extends Wizard {
    private static final int WIDTH = 640;
    private static final int HEIGHT = 400;
    private static final int PICTURE = 40;

    private final Desk desk;

    protected LeewardWizard(Desk desk, String title, Images picture) {
        this.desk = desk;
        setWindowTitle(title);
        setNeedsProgressMonitor(true);
        setHelpAvailable(false);
        setDefaultPageImageDescriptor(picture.descriptor(desk.palette(), Token.ACCENT, PICTURE));
    }

    /** Shows the wizard until it is finished or given up; true when it was finished. */
    public static boolean open(Shell shell, LeewardWizard wizard) {
        WizardDialog dialog = new WizardDialog(shell, wizard);
        dialog.setHelpAvailable(false);
        dialog.setMinimumPageSize(WIDTH, HEIGHT);
        return dialog.open() == Window.OK;
    }

    protected Desk desk() {
        return desk;
    }

    /**
     * Gives a command to the engine while the dialog shows that it waits.
     *
     * @return whether the wizard may close
     */
    protected <T> boolean carryOut(Function<Operations, Outcome<T>> command, Consumer<T> done) {
        Optional<Operations> operations = desk.link().operations();
        if (operations.isEmpty()) {
            return refuse(Issue.of(
                    "CONSOLE-NO-ENGINE",
                    Issue.Kind.NOT_REACHABLE,
                    Messages.wizard_noEngine,
                    Messages.wizard_noEngineRemedy));
        }
        return switch (wait(command, operations.get())) {
            case Outcome.Done<T>(T value) -> {
                done.accept(value);
                yield true;
            }
            case Outcome.Refused<T>(Issue issue) -> refuse(issue);
            case Outcome.Failed<T>(Issue issue, Outcome.Retry retry) -> refuse(issue);
        };
    }

    private <T> Outcome<T> wait(Function<Operations, Outcome<T>> command, Operations operations) {
        AtomicReference<Outcome<T>> outcome = new AtomicReference<>();
        try {
            getContainer().run(true, false, monitor -> {
                monitor.beginTask(getWindowTitle(), IProgressMonitor.UNKNOWN);
                outcome.set(answer(command, operations));
            });
            return outcome.get();
        } catch (InvocationTargetException e) {
            return Outcome.failed(Defect.of(e.getCause()), Outcome.Retry.AFTER_CHANGE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.failed(Defect.of(e), Outcome.Retry.LATER);
        }
    }

    private static <T> Outcome<T> answer(Function<Operations, Outcome<T>> command, Operations operations) {
        try {
            return command.apply(operations);
        } catch (IssueException e) {
            return Outcome.failed(e.issue(), Outcome.Retry.LATER);
        }
    }

    private boolean refuse(Issue issue) {
        if (getContainer().getCurrentPage() instanceof WizardPage page) {
            page.setErrorMessage((issue.message() + " " + issue.remedy()).strip());
        }
        return false;
    }
}
