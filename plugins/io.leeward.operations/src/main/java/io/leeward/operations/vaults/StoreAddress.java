package io.leeward.operations.vaults;

import java.util.Optional;

/**
 * Where a vault lies, as an operator writes it: {@code dir:PATH} or {@code azure:CONTAINER_URL}.
 *
 * @param kind which store
 * @param location path or container address
 */
public record StoreAddress(Kind kind, String location) {

    /** Stores that a vault can lie in. */
    public enum Kind {
        DIRECTORY("dir:"),
        AZURE("azure:");

        private final String prefix;

        Kind(String prefix) {
            this.prefix = prefix;
        }
    }

    public StoreAddress {
        if (location.isBlank()) {
            throw new IllegalArgumentException("a store address needs a location");
        }
    }

    /** Reads an address; empty when it has neither of the known beginnings. */
    public static Optional<StoreAddress> parse(String text) {
        for (Kind kind : Kind.values()) {
            if (text.startsWith(kind.prefix) && text.length() > kind.prefix.length()) {
                return Optional.of(new StoreAddress(kind, text.substring(kind.prefix.length())));
            }
        }
        return Optional.empty();
    }

    /** The address as an operator writes it. */
    @Override
    public String toString() {
        return kind.prefix + location;
    }
}
