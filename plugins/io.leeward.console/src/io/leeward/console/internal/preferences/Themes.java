package io.leeward.console.internal.preferences;

import org.eclipse.core.runtime.preferences.InstanceScope;
import org.eclipse.e4.ui.css.swt.theme.IThemeEngine;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbench;

/** Switches between the style sheets. UI thread only. */
public final class Themes {
    static final String LIGHT = "io.leeward.console.light";
    static final String DARK = "io.leeward.console.dark";

    private static final String ENGINE_NODE = "org.eclipse.e4.ui.css.swt.theme";
    private static final String ENGINE_KEY = "themeid";

    private Themes() {}

    /** Chooses the theme that the workbench starts with; before it is created. */
    public static void prepare(Theme theme) {
        InstanceScope.INSTANCE.getNode(ENGINE_NODE).put(ENGINE_KEY, id(theme));
    }

    /** Puts a theme on. */
    public static void apply(IWorkbench workbench, Theme theme) {
        IThemeEngine engine = workbench.getService(IThemeEngine.class);
        String id = id(theme);
        if (engine != null
                && (engine.getActiveTheme() == null
                        || !id.equals(engine.getActiveTheme().getId()))) {
            engine.setTheme(id, false);
        }
    }

    private static String id(Theme theme) {
        return switch (theme) {
            case LIGHT -> LIGHT;
            case DARK -> DARK;
            case SYSTEM -> Display.isSystemDarkTheme() ? DARK : LIGHT;
        };
    }
}
