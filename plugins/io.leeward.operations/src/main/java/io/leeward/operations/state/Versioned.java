package io.leeward.operations.state;

/**
 * A record as it was read.
 *
 * @param value the record
 * @param version its version, at least 1; grows with each save
 * @param <T> kind of record
 */
public record Versioned<T>(T value, long version) {
    public Versioned {
        if (version < 1) {
            throw new IllegalArgumentException("version " + version);
        }
    }
}
