package io.leeward.model;

/**
 * Identifies a server of Leeward: configuration server, process server or master target.
 *
 * @param value lower-case letters, digits and hyphens, 1 to 64 characters
 */
public record ServerId(String value) implements Comparable<ServerId> {
    public ServerId {
        Identifier.require(value);
    }

    @Override
    public int compareTo(ServerId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
