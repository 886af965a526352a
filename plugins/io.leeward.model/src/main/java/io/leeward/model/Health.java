package io.leeward.model;

/** What an operator has to think of a machine or server, from best to worst; unknown when nothing was heard. */
public enum Health {
    NORMAL,
    WARNING,
    CRITICAL,
    UNKNOWN;

    /** The name used in JSON and the database. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
