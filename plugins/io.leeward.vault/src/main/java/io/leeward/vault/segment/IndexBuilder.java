package io.leeward.vault.segment;

import io.leeward.kernel.bytes.Block;
import io.leeward.kernel.bytes.BlockHash;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Collects the index of a segment, frame by frame, in the form in which it is sealed. */
final class IndexBuilder {
    private static final int FIRST_CAPACITY = 1024;

    private final long first;
    private final List<Frame.Mark> marks = new ArrayList<>();
    private final BlockHash hasher = new BlockHash();
    private ByteBuffer entries = ByteBuffer.allocate(FIRST_CAPACITY);
    private ByteBuffer hashes = ByteBuffer.allocate(FIRST_CAPACITY);
    private int frames;
    private long dataBytes;

    IndexBuilder(long first) {
        this.first = first;
    }

    int frames() {
        return frames;
    }

    long dataBytes() {
        return dataBytes;
    }

    void data(long offset, ByteBuffer bytes, int place, int storedLength, Encoding encoding) {
        int length = bytes.remaining();
        entry(SegmentFormat.DATA, encoding, offset, length, place, storedLength);
        hashes = roomFor(hashes, (int) Block.count(length) * BlockHash.BYTES);
        hasher.hash(bytes, hashes);
        dataBytes += length;
    }

    void zeros(long offset, long length, int place, int storedLength) {
        entry(SegmentFormat.ZEROS, Encoding.RAW, offset, length, place, storedLength);
    }

    void mark(Frame.Mark mark, int place, int storedLength) {
        entry(SegmentFormat.MARK, Encoding.RAW, 0, 0, place, storedLength);
        marks.add(mark);
    }

    /** The index as it is sealed: counts, entries, marks, hashes. */
    ByteBuffer encode() {
        int markBytes =
                marks.stream().mapToInt(mark -> 8 + MarkCodec.length(mark)).sum();
        ByteBuffer out =
                ByteBuffer.allocate(SegmentFormat.INDEX_FIXED + entries.position() + markBytes + hashes.position());
        out.putInt(frames)
                .putInt(marks.size())
                .putInt(hashes.position() / BlockHash.BYTES)
                .putInt(0);
        out.put(entries.duplicate().flip());
        for (Frame.Mark mark : marks) {
            out.putLong(mark.sequence());
            MarkCodec.write(mark, out);
        }
        return out.put(hashes.duplicate().flip()).flip();
    }

    /** The index of what was collected so far. */
    SegmentIndex build() {
        ByteBuffer encoded = entries.duplicate().flip();
        List<SegmentEntry> list = new ArrayList<>(frames);
        int hash = 0;
        for (int i = 0; i < frames; i++) {
            SegmentEntry entry = IndexCodec.entry(encoded, first + i, hash);
            list.add(entry);
            hash += entry.kind() == SegmentEntry.Kind.DATA ? (int) Block.count(entry.length()) : 0;
        }
        return new SegmentIndex(first, list, marks, Arrays.copyOf(hashes.array(), hashes.position()));
    }

    private void entry(byte type, Encoding encoding, long offset, long length, int place, int storedLength) {
        entries = roomFor(entries, SegmentFormat.INDEX_ENTRY);
        entries.put(type)
                .put(encoding.code())
                .putShort((short) 0)
                .putInt(place)
                .putInt(storedLength)
                .putLong(offset)
                .putLong(length);
        frames++;
    }

    private static ByteBuffer roomFor(ByteBuffer buffer, int more) {
        if (buffer.remaining() >= more) {
            return buffer;
        }
        int capacity = Math.max(buffer.capacity() * 2, buffer.position() + more);
        return ByteBuffer.allocate(capacity).put(buffer.flip());
    }
}
