package io.leeward.console.internal.actions;

import io.leeward.console.internal.live.Desk;
import java.util.Locale;
import org.eclipse.core.commands.AbstractHandler;
import org.eclipse.core.commands.ExecutionEvent;
import org.eclipse.core.runtime.IConfigurationElement;
import org.eclipse.core.runtime.IExecutableExtension;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.handlers.HandlerUtil;

/** A verb as a command, so that keys and the search for actions find it. The extension names the verb. */
public final class VerbHandler extends AbstractHandler implements IExecutableExtension {
    private MachineVerb verb = MachineVerb.ENABLE;

    @Override
    public void setInitializationData(IConfigurationElement element, String property, Object data) {
        verb = MachineVerb.valueOf(data.toString().toUpperCase(Locale.ROOT));
    }

    @Override
    public void setEnabled(Object context) {
        Desk desk = PlatformUI.getWorkbench().getService(Desk.class);
        setBaseEnabled(desk != null
                && Verbs.reasonAgainst(verb, desk.selected().machine()).isEmpty());
    }

    @Override
    public Object execute(ExecutionEvent event) {
        Desk desk = Desk.of(PlatformUI.getWorkbench());
        Verbs.run(verb, desk, HandlerUtil.getActiveShell(event), desk.selected().machine());
        return null;
    }
}
