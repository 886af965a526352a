package io.leeward.model;

/**
 * Identifies a recovery point of one machine.
 *
 * @param value lower-case letters, digits and hyphens, 1 to 64 characters
 */
public record PointId(String value) implements Comparable<PointId> {
    public PointId {
        Identifier.require(value);
    }

    @Override
    public int compareTo(PointId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
