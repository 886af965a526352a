package io.leeward.operations.jobs;

/** How a job or step stands. */
public enum JobState {
    WAITING,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    SKIPPED;

    public boolean ended() {
        return this != WAITING && this != RUNNING;
    }

    /** The name used in JSON and the database. */
    public String label() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
