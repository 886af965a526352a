package io.leeward.console.internal.app;

import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.live.Situation;
import io.leeward.console.internal.text.Messages;
import io.leeward.operations.vaults.VaultView;
import org.eclipse.osgi.util.NLS;
import org.eclipse.swt.graphics.Point;
import org.eclipse.ui.application.ActionBarAdvisor;
import org.eclipse.ui.application.IActionBarConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;

/** The window: its size, its title and what stands where. */
final class ConsoleWindowAdvisor extends WorkbenchWindowAdvisor {
    private static final Point SIZE = new Point(1360, 860);

    ConsoleWindowAdvisor(IWorkbenchWindowConfigurer configurer) {
        super(configurer);
    }

    @Override
    public ActionBarAdvisor createActionBarAdvisor(IActionBarConfigurer configurer) {
        return new ConsoleBars(configurer);
    }

    @Override
    public void preWindowOpen() {
        IWorkbenchWindowConfigurer configurer = getWindowConfigurer();
        configurer.setInitialSize(SIZE);
        configurer.setTitle(Branding.NAME);
        configurer.setShowCoolBar(true);
        configurer.setShowPerspectiveBar(false);
        configurer.setShowStatusLine(false);
        configurer.setShowProgressIndicator(false);
    }

    @Override
    public void postWindowOpen() {
        WindowFurniture.place(getWindowConfigurer().getWindow());
        Desk desk = Desk.of(getWindowConfigurer().getWindow());
        desk.link().watch(getWindowConfigurer().getWindow().getShell(), this::title);
    }

    private void title(Situation situation) {
        String title =
                switch (situation) {
                    case Situation.Running running ->
                        running.snapshot()
                                .vault()
                                .map(VaultView::name)
                                .map(ConsoleWindowAdvisor::title)
                                .orElse(Branding.NAME);
                    case Situation.Starting starting -> Branding.NAME;
                    case Situation.Down down -> Branding.NAME;
                };
        if (!title.equals(getWindowConfigurer().getTitle())) {
            getWindowConfigurer().setTitle(title);
        }
    }

    private static String title(String vault) {
        return NLS.bind(Messages.window_title, Branding.NAME, vault);
    }
}
