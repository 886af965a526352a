package io.leeward.vault.segment;

import io.leeward.kernel.bytes.Block;
import io.leeward.vault.key.AesGcm;
import org.xerial.snappy.Snappy;

/** Sizes, tags and limits of the segment format, version 1. All numbers are big-endian. */
final class SegmentFormat {
    static final int VERSION = 1;

    /** {@code LEEWSEG1}. */
    static final long MAGIC = 0x4C45455753454731L;

    /** {@code LEEWEND1}. */
    static final long END_MAGIC = 0x4C454557454E4431L;

    static final int SALT_BYTES = 32;

    /** Header before its tag: magic, version, kind, 5 zero bytes, epoch, first sequence, salt. */
    static final int HEADER_FIELDS = 64;

    static final int HEADER_BYTES = HEADER_FIELDS + AesGcm.TAG_BYTES;

    /** Before each sealed record: length, type, encoding, 2 zero bytes, number. */
    static final int RECORD_HEADER = 16;

    static final byte DATA = 1;
    static final byte ZEROS = 2;
    static final byte MARK = 3;
    static final byte INDEX = 4;

    /** Before the bytes of a data frame, sealed with them: offset and length. */
    static final int DATA_PREFIX = 12;

    static final int ZEROS_BYTES = 16;

    /** A mark without the name of its point: seconds, nanoseconds, disk bytes, kind, length of the name. */
    static final int MARK_FIXED = 8 + 4 + 8 + 1 + 1;

    static final int LARGEST_MARK = MARK_FIXED + 64;
    static final int LARGEST_STORED = DATA_PREFIX + Frame.LARGEST_BYTES;
    static final int LARGEST_RECORD = RECORD_HEADER + LARGEST_STORED + AesGcm.TAG_BYTES;
    static final int LARGEST_COMPRESSED = Snappy.maxCompressedLength(Frame.LARGEST_BYTES);

    /** Bytes of index in one sealed record. */
    static final int INDEX_PAGE = 60 * 1024;

    static final int INDEX_ENTRY = 28;

    /** Before the entries: frames, marks, hashes, zero. */
    static final int INDEX_FIXED = 16;

    /**
     * Trailer before its tag: magic, first, last, index offset, index bytes, index records, frames, zero, both salts.
     */
    static final int TRAILER_FIELDS = 112;

    static final int TRAILER_BYTES = TRAILER_FIELDS + AesGcm.TAG_BYTES;

    /** A segment of this many bytes takes no further frame. */
    static final int TARGET_BYTES = 8 * 1024 * 1024;

    /** A segment of this many frames takes no further frame. */
    static final int MOST_FRAMES = 16 * 1024;

    /** Most bytes of disk data in one segment, before compression. */
    static final int MOST_DATA_BYTES = 128 * 1024 * 1024;

    /** Most hashes in one segment: each frame may end in a short block. */
    static final int MOST_HASHES = MOST_DATA_BYTES / Block.BYTES + MOST_FRAMES;

    /** Most bytes of the index before it is sealed. */
    static final int LARGEST_INDEX = INDEX_FIXED + MOST_FRAMES * (INDEX_ENTRY + 8 + LARGEST_MARK) + MOST_HASHES * 16;

    /** No segment is longer. */
    static final int LARGEST_BYTES = 16 * 1024 * 1024;

    private SegmentFormat() {}
}
