package io.leeward.model;

/**
 * Identifies a job.
 *
 * @param value lower-case letters, digits and hyphens, 1 to 64 characters
 */
public record JobId(String value) implements Comparable<JobId> {
    public JobId {
        Identifier.require(value);
    }

    @Override
    public int compareTo(JobId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
