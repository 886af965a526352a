package io.leeward.kernel.bytes;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads big-endian values from bytes that may come from anywhere: every length has a bound, and nothing is allocated
 * beyond what is there. Every method throws {@link MalformedException} when the bytes do not suffice. Not thread-safe.
 */
public final class ByteReader {
    private final ByteBuffer left;

    /** Reads the remaining bytes of the buffer, whose own position does not change. */
    public ByteReader(ByteBuffer bytes) {
        left = bytes.slice().order(ByteOrder.BIG_ENDIAN);
    }

    /** Bytes not yet read. */
    public int remaining() {
        return left.remaining();
    }

    public int u8() {
        try {
            return left.get() & 0xff;
        } catch (BufferUnderflowException e) {
            throw tooShort();
        }
    }

    public boolean bool() {
        int value = u8();
        if (value > 1) {
            throw new MalformedException("truth value " + value);
        }
        return value == 1;
    }

    public int u16() {
        try {
            return left.getShort() & 0xffff;
        } catch (BufferUnderflowException e) {
            throw tooShort();
        }
    }

    public int i32() {
        try {
            return left.getInt();
        } catch (BufferUnderflowException e) {
            throw tooShort();
        }
    }

    public long i64() {
        try {
            return left.getLong();
        } catch (BufferUnderflowException e) {
            throw tooShort();
        }
    }

    /** A 32-bit number between 0 and {@code most}. */
    public int count(int most) {
        int value = i32();
        if (value < 0 || value > most) {
            throw new MalformedException("count " + (value & 0xffff_ffffL) + " is more than " + most);
        }
        return value;
    }

    /** A 64-bit number that is not negative. */
    public long natural() {
        long value = i64();
        if (value < 0) {
            throw new MalformedException("negative number " + value);
        }
        return value;
    }

    /** Exactly {@code length} bytes, as a read-only view of the source. */
    public ByteBuffer bytes(int length) {
        if (length < 0 || length > left.remaining()) {
            throw tooShort();
        }
        ByteBuffer out = left.slice(left.position(), length).asReadOnlyBuffer();
        left.position(left.position() + length);
        return out;
    }

    /** Bytes preceded by their number (32 bits), {@code most} at the most, as a read-only view of the source. */
    public ByteBuffer block(int most) {
        return bytes(count(most));
    }

    /** Strict UTF-8 preceded by its length in bytes (16 bits), {@code mostBytes} at the most. */
    public String text(int mostBytes) {
        int length = u16();
        if (length > mostBytes) {
            throw new MalformedException("text of " + length + " bytes, at most " + mostBytes + " are allowed");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes(length)).toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException("text is not UTF-8");
        }
    }

    /** Requires that everything was read. */
    public void end() {
        if (left.hasRemaining()) {
            throw new MalformedException(left.remaining() + " bytes too many");
        }
    }

    private MalformedException tooShort() {
        return new MalformedException("bytes end too early");
    }
}
