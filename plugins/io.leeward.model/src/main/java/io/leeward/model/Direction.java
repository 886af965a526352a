package io.leeward.model;

/** Which way a machine's data flows. */
public enum Direction {
    TO_CLOUD,
    TO_SITE;

    /** The name used in commands, JSON and the database, for example {@code to-cloud}. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
