package io.leeward.vault.segment;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Reads a segment from its beginning, frame by frame, authenticating each, and collects the index that it should have.
 */
final class SegmentScan {
    private static final int WINDOW = 1024 * 1024;

    private final SegmentSource source;
    private final Header header;
    private final FrameOpener opener;
    private final IndexBuilder index;
    private final ByteBuffer window;
    private long windowStart;
    private int place = SegmentFormat.HEADER_BYTES;

    private SegmentScan(SegmentScope scope, SegmentSource source, Header header, SegmentBuffers buffers) {
        this.source = source;
        this.header = header;
        this.opener = new FrameOpener(scope, header.salt(), header.first(), buffers);
        this.index = new IndexBuilder(header.first());
        this.window = ByteBuffer.allocate((int) Math.min(WINDOW, Math.max(1, source.size())))
                .limit(0);
    }

    /** Begins a scan; empty when the source does not begin with the authentic header of a segment of this scope. */
    static Optional<SegmentScan> begin(SegmentScope scope, SegmentSource source, SegmentBuffers buffers) {
        ByteBuffer bytes = ByteBuffer.allocate(SegmentFormat.HEADER_BYTES);
        source.read(0, bytes);
        return Header.open(scope, bytes.flip()).map(header -> new SegmentScan(scope, source, header, buffers));
    }

    /** The next frame; empty at the first place that is not the authentic next frame. */
    Optional<Frame> next() {
        long sequence = header.first() + index.frames();
        if (index.frames() >= SegmentFormat.MOST_FRAMES || !available(SegmentFormat.RECORD_HEADER)) {
            return Optional.empty();
        }
        int length = FrameOpener.recordBytes(window, sequence);
        if (length == 0 || place > SegmentFormat.LARGEST_BYTES - length || !available(length)) {
            return Optional.empty();
        }
        ByteBuffer record = window.slice(window.position(), length);
        byte encoding = record.get(5);
        Optional<Frame> frame = opener.open(record, sequence);
        frame.ifPresent(opened -> {
            collect(opened, length, Encoding.of(encoding));
            place += length;
            window.position(window.position() + length);
        });
        return frame;
    }

    Header header() {
        return header;
    }

    IndexBuilder index() {
        return index;
    }

    /** Where the frames read so far end. */
    int place() {
        return place;
    }

    private void collect(Frame frame, int length, Encoding encoding) {
        switch (frame) {
            case Frame.Data data -> index.data(data.offset(), data.bytes(), place, length, encoding);
            case Frame.Zeros zeros -> index.zeros(zeros.offset(), zeros.length(), place, length);
            case Frame.Mark mark -> index.mark(mark, place, length);
        }
    }

    private boolean available(int count) {
        if (windowStart + window.position() != place || window.remaining() < count) {
            windowStart = place;
            source.read(place, window.clear());
            window.flip();
        }
        return window.remaining() >= count;
    }
}
