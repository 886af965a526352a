package io.leeward.model;

/**
 * Identifies a protected machine, from its enrolment on.
 *
 * @param value lower-case letters, digits and hyphens, 1 to 64 characters
 */
public record MachineId(String value) implements Comparable<MachineId> {
    public MachineId {
        Identifier.require(value);
    }

    @Override
    public int compareTo(MachineId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
