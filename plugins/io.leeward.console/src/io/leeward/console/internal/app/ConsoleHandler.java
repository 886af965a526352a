package io.leeward.console.internal.app;

import io.leeward.console.internal.actions.Verbs;
import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.text.Messages;
import io.leeward.console.internal.wizards.AttachVaultWizard;
import io.leeward.console.internal.wizards.CreateVaultWizard;
import io.leeward.console.internal.wizards.LeewardWizard;
import io.leeward.console.internal.wizards.PolicyWizard;
import java.util.Locale;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExecutableExtension;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.HandlerUtil;

/** Commands that belong to no machine. The extension names which. */
public final class ConsoleHandler extends AbstractHandler implements IExecutableExtension {
    private enum Task {
        CREATE_VAULT,
        ATTACH_VAULT,
        CHECK_VAULT,
        NEW_POLICY,
        ABOUT
    }

    private Task task = Task.ABOUT;

    @Override
    public void setInitializationData(IConfigurationElement element, String property, Object data) {
        task = Task.valueOf(data.toString().toUpperCase(Locale.ROOT));
    }

    @Override
    public void setEnabled(Object context) {
        Desk desk = PlatformUI.getWorkbench().getService(Desk.class);
        boolean vault = desk != null
                && desk.link().snapshot().flatMap(snapshot -> snapshot.vault()).isPresent();
        setBaseEnabled(
                switch (task) {
                    case CREATE_VAULT, ATTACH_VAULT -> !vault;
                    case CHECK_VAULT -> vault;
                    case NEW_POLICY, ABOUT -> true;
                });
    }

    @Override
    public Object execute(ExecutionEvent event) {
        Desk desk = Desk.of(PlatformUI.getWorkbench());
        Shell shell = HandlerUtil.getActiveShell(event);
        switch (task) {
            case CREATE_VAULT -> LeewardWizard.open(shell, new CreateVaultWizard(desk));
            case ATTACH_VAULT -> LeewardWizard.open(shell, new AttachVaultWizard(desk));
            case CHECK_VAULT ->
                Verbs.send(desk, shell, Messages.verb_checkVault, operations -> operations
                        .vaults()
                        .check(0));
            case NEW_POLICY -> LeewardWizard.open(shell, new PolicyWizard(desk));
            case ABOUT -> new AboutDialog(shell).open();
        }
        return null;
    }
}
