package io.leeward.vault.blob;

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
        if (value.length() > LONGEST || !SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a blob name: " + value);
        }
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
