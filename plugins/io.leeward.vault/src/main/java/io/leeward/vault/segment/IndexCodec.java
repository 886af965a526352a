package io.leeward.vault.segment;

import io.leeward.kernel.bytes.Block;
import io.leeward.kernel.bytes.BlockHash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads an index that was authenticated; still checks every field, so that a faulty writer cannot mislead a reader. */
final class IndexCodec {
    private IndexCodec() {}

    /**
     * Reads a whole index; empty when it does not describe a segment.
     *
     * @param indexOffset where the frames of the segment end
     */
    static Optional<SegmentIndex> read(ByteBuffer in, long first, int frames, int indexOffset) {
        if (in.remaining() < SegmentFormat.INDEX_FIXED || in.getInt() != frames) {
            return Optional.empty();
        }
        int marks = in.getInt();
        int hashes = in.getInt();
        boolean bounded = marks >= 0 && marks <= frames && hashes >= 0 && hashes <= SegmentFormat.MOST_HASHES;
        if (in.getInt() != 0 || !bounded || in.remaining() < frames * SegmentFormat.INDEX_ENTRY) {
            return Optional.empty();
        }
        List<SegmentEntry> entries = new ArrayList<>(frames);
        List<Long> marked = new ArrayList<>();
        int place = SegmentFormat.HEADER_BYTES;
        int hash = 0;
        for (int i = 0; i < frames; i++) {
            if (!plausible(in, place, indexOffset)) {
                return Optional.empty();
            }
            SegmentEntry entry = entry(in, first + i, hash);
            place = entry.placeEnd();
            switch (entry.kind()) {
                case DATA -> hash += (int) Block.count(entry.length());
                case MARK -> marked.add(entry.sequence());
                case ZEROS -> {}
            }
            entries.add(entry);
        }
        if (place != indexOffset || hash != hashes || marked.size() != marks) {
            return Optional.empty();
        }
        return marks(in, marked)
                .filter(read -> in.remaining() == hashes * BlockHash.BYTES)
                .map(read -> new SegmentIndex(first, entries, read, rest(in)));
    }

    /** Reads the next entry, whose fields are known to be plausible. */
    static SegmentEntry entry(ByteBuffer in, long sequence, int firstHash) {
        SegmentEntry.Kind kind =
                switch (in.get()) {
                    case SegmentFormat.DATA -> SegmentEntry.Kind.DATA;
                    case SegmentFormat.ZEROS -> SegmentEntry.Kind.ZEROS;
                    default -> SegmentEntry.Kind.MARK;
                };
        Encoding encoding = Encoding.of(in.get());
        in.getShort();
        int place = in.getInt();
        int storedLength = in.getInt();
        return new SegmentEntry(sequence, kind, in.getLong(), in.getLong(), place, storedLength, encoding, firstHash);
    }

    private static boolean plausible(ByteBuffer in, int place, int indexOffset) {
        int at = in.position();
        byte type = in.get(at);
        boolean known = type >= SegmentFormat.DATA && type <= SegmentFormat.MARK && Encoding.known(in.get(at + 1));
        int storedLength = in.getInt(at + 8);
        boolean placed = in.getShort(at + 2) == 0
                && in.getInt(at + 4) == place
                && storedLength > SegmentFormat.RECORD_HEADER
                && storedLength <= SegmentFormat.LARGEST_RECORD
                && place <= indexOffset - storedLength;
        long offset = in.getLong(at + 12);
        long length = in.getLong(at + 20);
        boolean range = offset >= 0 && offset % Block.BYTES == 0 && length >= 0 && offset + length >= 0;
        return known && placed && range && fits(type, offset, length);
    }

    private static boolean fits(byte type, long offset, long length) {
        return switch (type) {
            case SegmentFormat.DATA -> length > 0 && length <= Frame.LARGEST_BYTES;
            case SegmentFormat.ZEROS -> length > 0;
            default -> offset == 0 && length == 0;
        };
    }

    private static Optional<List<Frame.Mark>> marks(ByteBuffer in, List<Long> sequences) {
        List<Frame.Mark> marks = new ArrayList<>();
        for (long sequence : sequences) {
            if (in.remaining() < 8 || in.getLong() != sequence) {
                return Optional.empty();
            }
            Optional<Frame.Mark> mark = MarkCodec.read(sequence, in);
            if (mark.isEmpty()) {
                return Optional.empty();
            }
            marks.add(mark.get());
        }
        return Optional.of(marks);
    }

    private static byte[] rest(ByteBuffer in) {
        byte[] bytes = new byte[in.remaining()];
        in.get(bytes);
        return bytes;
    }
}
