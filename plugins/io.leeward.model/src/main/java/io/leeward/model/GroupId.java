package io.leeward.model;

/**
 * Identifies a replication group.
 *
 * @param value lower-case letters, digits and hyphens, 1 to 64 characters
 */
public record GroupId(String value) implements Comparable<GroupId> {
    public GroupId {
        Identifier.require(value);
    }

    @Override
    public int compareTo(GroupId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
