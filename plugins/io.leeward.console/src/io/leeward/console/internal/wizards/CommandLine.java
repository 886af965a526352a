package io.leeward.console.internal.wizards;

import java.util.regex.Pattern;

/** Writes the command that does the same as a wizard. */
final class CommandLine {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:@=,-]+");

    private final StringBuilder text;

    CommandLine(String start) {
        text = new StringBuilder(start);
    }

    CommandLine with(String word) {
        return raw(PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'");
    }

    CommandLine with(String option, String value) {
        return with(option).with(value);
    }

    /** A word that the shell is to read as it stands. */
    CommandLine raw(String word) {
        text.append(' ').append(word);
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
