package io.leeward.model;

/** Where a machine stands in its protection. */
public enum Phase {
    UNPROTECTED,
    ENABLING,
    INITIAL_COPY,
    PROTECTED,
    FAILING_OVER,
    /** Runs at the recovery site; commit is pending. */
    FAILED_OVER,
    COMMITTED,
    REPROTECTING,
    DISABLING;

    /** The name used in commands, JSON and the database, for example {@code initial-copy}. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
