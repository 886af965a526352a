package io.leeward.model;

/**
 * Identifies a disk of a protected machine; also the name of the file that it is recovered to.
 *
 * @param value lower-case letters, digits and hyphens, 1 to 64 characters
 */
public record DiskId(String value) implements Comparable<DiskId> {
    public DiskId {
        Identifier.require(value);
    }

    @Override
    public int compareTo(DiskId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
