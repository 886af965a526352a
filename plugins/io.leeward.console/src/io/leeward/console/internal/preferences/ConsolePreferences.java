package io.leeward.console.internal.preferences;

import org.eclipse.core.runtime.preferences.IEclipsePreferences;
import org.eclipse.core.runtime.preferences.InstanceScope;
import org.osgi.service.prefs.BackingStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What an operator set for this console. */
public final class ConsolePreferences {
    private static final Logger LOG = LoggerFactory.getLogger(ConsolePreferences.class);
    private static final String NODE = "io.leeward.console";
    private static final String THEME = "theme";

    private final IEclipsePreferences node = InstanceScope.INSTANCE.getNode(NODE);

    /** The theme; the desktop's until another is chosen. */
    public Theme theme() {
        return Theme.of(node.get(THEME, "")).orElse(Theme.SYSTEM);
    }

    public void theme(Theme theme) {
        node.put(THEME, theme.label());
        try {
            node.flush();
        } catch (BackingStoreException e) {
            LOG.atWarn().setCause(e).log("preferences were not saved");
        }
    }
}
