package io.leeward.wire;

import io.leeward.kernel.ByteSize;

/**
 * Kinds of frames: the code in the header, and the most bytes of payload. The codes are part of the protocol and never
 * change their meaning.
 */
public enum FrameType {
    HELLO(1, 16 * ByteSize.KIB),
    TOKEN_KEPT(2, 0),
    HASHES_WANTED(3, 32),
    DATA(4, 64 * ByteSize.KIB + 18),
    ZEROS(5, 32),
    MARKER(6, 128),
    NO_POINT(7, 4 * ByteSize.KIB),
    DISK_STATUS(8, 512),
    PING(9, 8),

    WELCOME(33, 96 * ByteSize.KIB),
    WATERMARKS(34, 32),
    HASHES(35, 256 * ByteSize.KIB + 16),
    CUT_POINT(36, 128),
    COMPARE(37, 2 * ByteSize.KIB),
    POINT_RECOVERABLE(38, 128),
    PONG(39, 16),
    STOP(40, 4 * ByteSize.KIB),

    CHALLENGE_WANTED(65, 64),
    CHALLENGE(66, 64),
    ENROL(67, 256 * ByteSize.KIB),
    ENROLLED(68, 64 * ByteSize.KIB),
    RENEW(69, 16 * ByteSize.KIB),
    RENEWED(70, 64 * ByteSize.KIB),
    HEARTBEAT(71, 256 * ByteSize.KIB),
    ASSIGNMENT(72, 16 * ByteSize.KIB),
    REFUSAL(73, 4 * ByteSize.KIB);

    /** Most bytes of payload of any frame. */
    public static final int LARGEST_PAYLOAD = largest();

    private static final FrameType[] BY_CODE = byCode();

    private final int code;
    private final int limit;

    FrameType(int code, long limit) {
        this.code = code;
        this.limit = (int) limit;
    }

    /** The code in the header. */
    public int code() {
        return code;
    }

    /** Most bytes of payload. */
    public int limit() {
        return limit;
    }

    /**
     * The type with this code.
     *
     * @throws WireException when there is none
     */
    public static FrameType of(int code) {
        FrameType type = code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
        if (type == null) {
            throw WireException.malformed("there is no message of type " + code);
        }
        return type;
    }

    private static FrameType[] byCode() {
        FrameType[] types = new FrameType[128];
        for (FrameType type : values()) {
            types[type.code] = type;
        }
        return types;
    }

    private static int largest() {
        int most = 0;
        for (FrameType type : values()) {
            most = Math.max(most, type.limit);
        }
        return most;
    }
}
