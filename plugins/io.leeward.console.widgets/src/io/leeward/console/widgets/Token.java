package io.leeward.console.widgets;

import java.util.Locale;

/** The colours of the console by purpose. Their values stand in the style sheets of the two themes and nowhere else. */
public enum Token {
    BACKGROUND,
    SURFACE,
    BORDER,
    TEXT,
    MUTED,
    /** Marks selection and the primary action only. */
    ACCENT,
    OK,
    WARNING,
    CRITICAL,
    INFO;

    /** The name of the colour definition that the style sheet sets. */
    public String id() {
        return "io.leeward." + name().toLowerCase(Locale.ROOT);
    }
}
