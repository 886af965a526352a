package io.leeward.console.internal.app;

import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.live.EngineLink;
import io.leeward.console.internal.live.Selected;
import io.leeward.console.internal.text.Messages;
import io.leeward.console.widgets.Palette;
import io.leeward.console.widgets.SvgImages;
import java.lang.reflect.InvocationTargetException;
import java.util.List;
import org.eclipse.e4.core.contexts.IEclipseContext;
import org.eclipse.jface.dialogs.ProgressMonitorDialog;
import org.eclipse.jface.preference.IPreferenceNode;
import org.eclipse.jface.preference.PreferenceManager;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.application.IWorkbenchConfigurer;
import org.eclipse.ui.application.IWorkbenchWindowConfigurer;
import org.eclipse.ui.application.WorkbenchAdvisor;
import org.eclipse.ui.application.WorkbenchWindowAdvisor;
import org.osgi.framework.FrameworkUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sets up what the parts of the window share, starts the engine with the workbench and stops it before the window goes.
 */
final class ConsoleAdvisor extends WorkbenchAdvisor {
    private static final Logger LOG = LoggerFactory.getLogger(ConsoleAdvisor.class);
    private static final List<String> OWN_PREFERENCES =
            List.of("io.leeward.console.appearance", "org.eclipse.ui.preferencePages.Keys");

    private final Splash splash;
    private EngineLink link;
    private EmbeddedEngine engine;

    ConsoleAdvisor(Splash splash) {
        this.splash = splash;
    }

    @Override
    public void initialize(IWorkbenchConfigurer configurer) {
        configurer.setSaveAndRestore(true);
        Display display = Display.getCurrent();
        link = new EngineLink(
                display, FrameworkUtil.getBundle(ConsoleAdvisor.class).getBundleContext());
        Palette palette = new Palette(() ->
                PlatformUI.getWorkbench().getThemeManager().getCurrentTheme().getColorRegistry());
        Desk desk = new Desk(link, new Selected(link), palette, new SvgImages(display));
        configurer.getWorkbench().getService(IEclipseContext.class).set(Desk.class, desk);
        engine = new EmbeddedEngine(link::down);
    }

    @Override
    public void preStartup() {
        link.open();
        engine.start();
    }

    @Override
    public void postStartup() {
        splash.close();
        IWorkbench workbench = getWorkbenchConfigurer().getWorkbench();
        keepOwn(workbench.getPreferenceManager());
    }

    @Override
    public boolean preShutdown() {
        stopEngine();
        return true;
    }

    @Override
    public void postShutdown() {
        link.close();
    }

    @Override
    public String getInitialWindowPerspectiveId() {
        return ProtectPerspective.ID;
    }

    @Override
    public String getMainPreferencePageId() {
        return OWN_PREFERENCES.getFirst();
    }

    @Override
    public WorkbenchWindowAdvisor createWorkbenchWindowAdvisor(IWorkbenchWindowConfigurer configurer) {
        return new ConsoleWindowAdvisor(configurer);
    }

    private void stopEngine() {
        if (!engine.running()) {
            return;
        }
        IWorkbenchWindow window = PlatformUI.getWorkbench().getActiveWorkbenchWindow();
        ProgressMonitorDialog dialog = new ProgressMonitorDialog(window == null ? null : window.getShell());
        dialog.setCancelable(false);
        try {
            dialog.run(true, false, monitor -> {
                monitor.beginTask(Messages.stop_task, EmbeddedEngine.STOP_SECONDS);
                monitor.subTask(Messages.stop_words);
                engine.stop(() -> monitor.worked(1));
            });
        } catch (InvocationTargetException | InterruptedException e) {
            LOG.atError().setCause(e).log("engine did not stop");
        }
    }

    /** Takes away the pages of a development environment; keys stay. */
    private static void keepOwn(PreferenceManager manager) {
        IPreferenceNode keys =
                manager.find("org.eclipse.ui.preferencePages.Workbench/org.eclipse.ui.preferencePages.Keys");
        for (IPreferenceNode node : manager.getRootSubNodes()) {
            if (!OWN_PREFERENCES.contains(node.getId())) {
                manager.remove(node);
            }
        }
        if (keys != null) {
            manager.addToRoot(keys);
        }
    }
}
