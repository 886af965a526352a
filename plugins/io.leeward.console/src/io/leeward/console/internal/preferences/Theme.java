package io.leeward.console.internal.preferences;

import java.util.Locale;
import java.util.Optional;

/** How the console looks. */
public enum Theme {
    LIGHT,
    DARK,
    /** As the desktop is. */
    SYSTEM;

    /** The name kept in the preferences. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Theme> of(String label) {
        for (Theme theme : values()) {
            if (theme.label().equals(label)) {
                return Optional.of(theme);
            }
        }
        return Optional.empty();
    }
}
