package io.leeward.console.internal.app;

import io.leeward.console.internal.preferences.ConsolePreferences;
import io.leeward.console.internal.preferences.Themes;
import org.eclipse.equinox.app.IApplication;
import org.eclipse.equinox.app.IApplicationContext;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.PlatformUI;

/** Runs the workbench, and the engine with it, until the last window is closed. */
public final class ConsoleApplication implements IApplication {

    @Override
    public Object start(IApplicationContext context) {
        Display.setAppName(Branding.NAME);
        Display display = PlatformUI.createDisplay();
        try {
            Splash splash = Splash.open(display);
            Branding.apply();
            Themes.prepare(new ConsolePreferences().theme());
            int result = PlatformUI.createAndRunWorkbench(display, new ConsoleAdvisor(splash));
            return result == PlatformUI.RETURN_RESTART ? EXIT_RESTART : EXIT_OK;
        } finally {
            display.dispose();
        }
    }

    @Override
    public void stop() {
        if (PlatformUI.isWorkbenchRunning()) {
            Display display = PlatformUI.getWorkbench().getDisplay();
            display.asyncExec(() -> PlatformUI.getWorkbench().close());
        }
    }
}
