package io.leeward.model;

/**
 * Identifies a replication policy.
 *
 * @param value lower-case letters, digits and hyphens, 1 to 64 characters
 */
public record PolicyId(String value) implements Comparable<PolicyId> {
    public PolicyId {
        Identifier.require(value);
    }

    @Override
    public int compareTo(PolicyId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
