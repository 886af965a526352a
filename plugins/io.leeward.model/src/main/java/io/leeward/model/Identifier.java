package io.leeward.model;

import java.util.regex.Pattern;

/** The shape that all identifiers share: safe as a file name, blob name and URL segment. */
public final class Identifier {
    private static final Pattern SHAPE = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");

    private Identifier() {}

    /** Whether the text may serve as an identifier. */
    public static boolean valid(String text) {
        return SHAPE.matcher(text).matches();
    }

    static void require(String text) {
        if (!valid(text)) {
            throw new IllegalArgumentException("not an identifier: " + text);
        }
    }
}
