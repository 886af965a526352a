package io.leeward.vault.blob;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Name of a blob: segments of {@code [A-Za-z0-9._-]} joined by {@code /}; no segment begins with a dot.
 *
 * @param value at most 512 characters
 */
public record BlobName(String value) implements Comparable<BlobName> {
    private static final int LONGEST = 512;
    private static final Pattern SHAPE =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*");

    public BlobName {
        if (!valid(value)) {
            throw new IllegalArgumentException("not a blob name: " + value);
        }
    }

    /** The name that a text stands for; empty when it is none, as names of blobs that others put into the store. */
    public static Optional<BlobName> parse(String text) {
        return valid(text) ? Optional.of(new BlobName(text)) : Optional.empty();
    }

    private static boolean valid(String text) {
        return text.length() <= LONGEST && SHAPE.matcher(text).matches();
    }

    @Override
    public int compareTo(BlobName other) {
        return value.compareTo(other.value);
    }

    @Override
    public String toString() {
        return value;
    }
}
