package io.leeward.model;

/**
 * Identifies a vault.
 *
 * @param value lower-case letters, digits and hyphens, 1 to 64 characters
 */
public record VaultId(String value) implements Comparable<VaultId> {
    public VaultId {
        Identifier.require(value);
    }

    @Override
    public int compareTo(VaultId other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
