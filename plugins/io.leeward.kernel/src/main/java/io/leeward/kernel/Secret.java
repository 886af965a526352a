package io.leeward.kernel;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A value that must never be shown: prints as {@code ***}, keeps its own copy, and can be erased. */
public final class Secret implements AutoCloseable {
    private final byte[] value;

    private Secret(byte[] value) {
        this.value = value;
    }

    public static Secret of(byte[] value) {
        return new Secret(value.clone());
    }

    /** The UTF-8 bytes of a text. */
    public static Secret ofText(String text) {
        return new Secret(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A copy of the value; the caller erases it. */
    public byte[] reveal() {
        return value.clone();
    }

    /** Number of bytes. */
    public int length() {
        return value.length;
    }

    /** Overwrites the value with zeros. */
    @Override
    public void close() {
        Arrays.fill(value, (byte) 0);
    }

    @Override
    public String toString() {
        return "***";
    }
}
