package io.leeward.kernel.bytes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Writes what {@link ByteReader} reads, big-endian, into a buffer that grows up to a bound. Not thread-safe. */
public final class ByteWriter {
    private final int most;
    private ByteBuffer out;

    /**
     * An empty writer.
     *
     * @param initial bytes to begin with
     * @param most bytes that may be written in all; more is an {@link IllegalArgumentException}
     */
    public ByteWriter(int initial, int most) {
        this.most = most;
        out = ByteBuffer.allocate(Math.min(initial, most));
    }

    public ByteWriter u8(int value) {
        room(1).put((byte) value);
        return this;
    }

    public ByteWriter bool(boolean value) {
        return u8(value ? 1 : 0);
    }

    public ByteWriter u16(int value) {
        if (value < 0 || value > 0xffff) {
            throw new IllegalArgumentException("not 16 bits: " + value);
        }
        room(2).putShort((short) value);
        return this;
    }

    public ByteWriter i32(int value) {
        room(4).putInt(value);
        return this;
    }

    public ByteWriter i64(long value) {
        room(8).putLong(value);
        return this;
    }

    /** The remaining bytes of the buffer, which does not change. */
    public ByteWriter bytes(ByteBuffer bytes) {
        room(bytes.remaining()).put(bytes.duplicate());
        return this;
    }

    /** The number of remaining bytes (32 bits) and the bytes. */
    public ByteWriter block(ByteBuffer bytes) {
        return i32(bytes.remaining()).bytes(bytes);
    }

    /** UTF-8 preceded by its length in bytes (16 bits). */
    public ByteWriter text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        u16(utf8.length);
        room(utf8.length).put(utf8);
        return this;
    }

    /** Bytes written so far. */
    public int size() {
        return out.position();
    }

    /** A view of what was written; later writes may or may not show in it. */
    public ByteBuffer written() {
        return out.duplicate().flip();
    }

    private ByteBuffer room(int bytes) {
        if (out.remaining() >= bytes) {
            return out;
        }
        long needed = (long) out.position() + bytes;
        if (needed > most) {
            throw new IllegalArgumentException("more than " + most + " bytes");
        }
        long size = Math.min(most, Math.max(needed, 2L * out.capacity()));
        out = ByteBuffer.allocate((int) size).put(out.flip());
        return out;
    }
}
