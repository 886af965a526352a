package io.leeward.wire.data;

import io.leeward.kernel.bytes.Block;
import io.leeward.kernel.bytes.ByteReader;
import io.leeward.kernel.bytes.MalformedException;
import io.leeward.wire.Texts;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Fields that several messages share, written and read with their bounds. */
final class Fields {
    static final int TOKEN_BYTES = 32;

    private Fields() {}

    /** An identifier, code or name: must fit. */
    static void text(ByteBuffer out, String text, int most) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        if (utf8.length > most) {
            throw new IllegalArgumentException("text of " + utf8.length + " bytes, at most " + most);
        }
        out.putShort((short) utf8.length).put(utf8);
    }

    /** A sentence: cut where it is too long. */
    static void sentence(ByteBuffer out, String text, int most) {
        text(out, Texts.clip(text, most), most);
    }

    static void disk(ByteBuffer out, int disk) {
        out.putShort((short) within(disk, DataWire.MOST_DISKS - 1));
    }

    static int disk(ByteReader in) {
        int disk = in.u16();
        if (disk >= DataWire.MOST_DISKS) {
            throw new MalformedException("disk " + disk);
        }
        return disk;
    }

    static void fixed(ByteBuffer out, ByteBuffer bytes, int length) {
        if (bytes.remaining() != length) {
            throw new IllegalArgumentException(bytes.remaining() + " bytes instead of " + length);
        }
        out.put(bytes.duplicate());
    }

    static long sequence(ByteReader in) {
        long sequence = in.i64();
        if (sequence < 1) {
            throw new MalformedException("sequence " + sequence);
        }
        return sequence;
    }

    static long offset(ByteReader in) {
        long offset = in.natural();
        if (offset % Block.BYTES != 0) {
            throw new MalformedException("offset " + offset + " does not begin a block");
        }
        return offset;
    }

    static void requireRange(long offset, long length) {
        if (length <= 0 || offset + length < 0) {
            throw new MalformedException("range " + offset + "+" + length);
        }
    }

    static int within(int value, int most) {
        if (value < 0 || value > most) {
            throw new IllegalArgumentException(value + " is not within 0 and " + most);
        }
        return value;
    }
}
