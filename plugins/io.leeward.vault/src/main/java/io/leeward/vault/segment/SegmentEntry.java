package io.leeward.vault.segment;

/**
 * One frame as the index of its segment lists it.
 *
 * @param sequence of the frame
 * @param kind of the frame
 * @param offset first byte on the disk; 0 for a mark
 * @param length bytes on the disk; 0 for a mark
 * @param place where its record begins in the segment
 * @param storedLength bytes of its record, header and tag included
 * @param encoding how its bytes are kept
 * @param firstHash number of its first hash among the hashes of the segment; counts only for data
 */
public record SegmentEntry(
        long sequence,
        Kind kind,
        long offset,
        long length,
        int place,
        int storedLength,
        Encoding encoding,
        int firstHash) {

    /** Kinds of frames. */
    public enum Kind {
        DATA,
        ZEROS,
        MARK
    }

    /** First byte on the disk after the frame. */
    public long end() {
        return offset + length;
    }

    /** First byte in the segment after the frame's record. */
    public int placeEnd() {
        return place + storedLength;
    }
}
