package io.leeward.model;

/**
 * Identifies one incarnation of a process server's spool; a spool that was lost comes back under another id.
 *
 * @param value lower-case letters, digits and hyphens, 1 to 64 characters
 */
public record SpoolId(String value) implements Comparable<SpoolId> {
    public SpoolId {
        Identifier.require(value);
    }

    @Override
    public int compareTo(SpoolId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
