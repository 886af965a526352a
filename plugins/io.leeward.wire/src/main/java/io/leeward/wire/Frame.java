package io.leeward.wire;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;

/**
 * The header of a frame, 16 bytes, big-endian: magic {@code LW} (16 bits), protocol version (8), type (8), flags (16,
 * all zero in version 1), reserved (16, zero), length of the payload (32), CRC32C of the 12 bytes before it and the
 * payload (32).
 *
 * @param type of the message
 * @param length bytes of payload, within the limit of the type
 * @param checksum CRC32C that the sender computed
 */
public record Frame(FrameType type, int length, int checksum) {
    /** Bytes of a header. */
    public static final int HEADER_BYTES = 16;
    /** Most bytes of a frame, header and payload. */
    public static final int LARGEST_BYTES = HEADER_BYTES + FrameType.LARGEST_PAYLOAD;
    /** The version of the protocol that this program speaks. */
    public static final int VERSION = 1;

    private static final int MAGIC = 0x4c57;
    private static final int CHECKSUM_AT = 12;

    /**
     * Reads the next 16 bytes of the buffer as a header; the position moves behind it.
     *
     * @throws WireException when they are none, of another version, or promise more than the type allows
     */
    public static Frame read(ByteBuffer in) {
        if (in.remaining() < HEADER_BYTES) {
            throw WireException.malformed("the header is shorter than " + HEADER_BYTES + " bytes");
        }
        ByteBuffer header = in.slice(in.position(), HEADER_BYTES).order(ByteOrder.BIG_ENDIAN);
        in.position(in.position() + HEADER_BYTES);
        if ((header.getShort(0) & 0xffff) != MAGIC) {
            throw WireException.malformed("it does not begin with LW");
        }
        int version = header.get(2) & 0xff;
        if (version != VERSION) {
            throw WireException.version(version);
        }
        FrameType type = FrameType.of(header.get(3) & 0xff);
        if (header.getInt(4) != 0) {
            throw WireException.malformed("flags are set that version " + VERSION + " does not know");
        }
        int length = header.getInt(8);
        if (length < 0 || length > type.limit()) {
            throw WireException.malformed(
                    "a message " + type + " of " + (length & 0xffff_ffffL) + " bytes, at most " + type.limit());
        }
        return new Frame(type, length, header.getInt(CHECKSUM_AT));
    }

    /**
     * Checks the payload that followed this header.
     *
     * @param payload its remaining bytes are the payload; not changed
     * @throws WireException when length or checksum do not match
     */
    public void verify(ByteBuffer payload) {
        if (payload.remaining() != length) {
            throw WireException.malformed("the payload has " + payload.remaining() + " bytes instead of " + length);
        }
        if (checksum(start(type, length), payload) != checksum) {
            throw WireException.checksum();
        }
    }

    /**
     * Writes the header of a frame whose payload already lies behind it.
     *
     * @param frame position at the place of the header, limit at the end of the payload; not changed
     */
    public static void seal(FrameType type, ByteBuffer frame) {
        int at = frame.position();
        ByteBuffer payload = frame.duplicate().position(at + HEADER_BYTES);
        if (payload.remaining() > type.limit()) {
            throw new IllegalArgumentException(type + " of " + payload.remaining() + " bytes, at most " + type.limit());
        }
        ByteBuffer start = start(type, payload.remaining());
        int sum = checksum(start, payload);
        frame.duplicate().order(ByteOrder.BIG_ENDIAN).put(start).putInt(sum);
    }

    private static ByteBuffer start(FrameType type, int length) {
        return ByteBuffer.allocate(CHECKSUM_AT)
                .putShort((short) MAGIC)
                .put((byte) VERSION)
                .put((byte) type.code())
                .putInt(0)
                .putInt(length)
                .flip();
    }

    private static int checksum(ByteBuffer start, ByteBuffer payload) {
        CRC32C crc = new CRC32C();
        crc.update(start.duplicate());
        crc.update(payload.duplicate());
        return (int) crc.getValue();
    }
}
