package io.leeward.vault.segment;

import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.BlobStore;
import io.leeward.vault.document.NotAuthentic;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * Reads closed segments of a vault: the index from the end of the blob, frames by ranges. Everything is authenticated
 * before it is used; what is not authentic or missing is an {@link io.leeward.kernel.IssueException} with code
 * {@code VAULT-NOT-AUTHENTIC}. One thread at a time.
 */
public final class SegmentReader {
    /** Bytes read from the end of a blob at first; holds most indexes. */
    public static final int TAIL_BYTES = 128 * 1024;

    /** Frames that lie no further apart than this are fetched together. */
    public static final int LARGEST_GAP_BYTES = 256 * 1024;

    private final BlobStore store;
    private final SegmentBuffers buffers;

    public SegmentReader(BlobStore store, SegmentBuffers buffers) {
        this.store = store;
        this.buffers = buffers;
    }

    /** Reads and authenticates the end of a segment, whose first sequence is known from its name. */
    public StoredSegment open(SegmentScope scope, BlobName name, long firstSequence) {
        String what = "blob " + name;
        ByteBuffer tail = store.readRange(name, -TAIL_BYTES, TAIL_BYTES).orElseThrow(() -> missing(what));
        Trailer trailer = trailer(scope, tail, firstSequence, what);
        int end = tail.remaining() - SegmentFormat.TRAILER_BYTES;
        ByteBuffer sealed = trailer.indexBytes() <= end
                ? tail.slice(tail.position() + end - trailer.indexBytes(), trailer.indexBytes())
                : store.readRange(name, trailer.indexOffset(), trailer.indexBytes())
                        .orElseThrow(() -> missing(what));
        SegmentTail read = SegmentTail.require(scope, trailer, sealed, what);
        return new StoredSegment(name, scope, read.index(), new StoredSegment.Salt(trailer.salt()));
    }

    /** The last sequence of a segment, from its trailer alone; empty when there is no such blob. */
    public OptionalLong last(SegmentScope scope, BlobName name, long firstSequence) {
        Optional<ByteBuffer> tail = store.readRange(name, -SegmentFormat.TRAILER_BYTES, SegmentFormat.TRAILER_BYTES);
        return tail.map(bytes -> OptionalLong.of(
                        trailer(scope, bytes, firstSequence, "blob " + name).last()))
                .orElseGet(OptionalLong::empty);
    }

    /** Fetches, authenticates and hands over frames of a segment, in the order of the entries, which is ascending. */
    public void frames(StoredSegment segment, List<SegmentEntry> entries, Consumer<Frame> frames) {
        FrameOpener opener = new FrameOpener(
                segment.scope(), segment.salt().bytes(), segment.index().first(), buffers);
        int from = 0;
        while (from < entries.size()) {
            int to = from + 1;
            while (to < entries.size()
                    && entries.get(to).place() - entries.get(to - 1).placeEnd() <= LARGEST_GAP_BYTES) {
                to++;
            }
            read(segment, entries.subList(from, to), opener, frames);
            from = to;
        }
    }

    private void read(StoredSegment segment, List<SegmentEntry> run, FrameOpener opener, Consumer<Frame> frames) {
        String what = "blob " + segment.name();
        int start = run.getFirst().place();
        int length = run.getLast().placeEnd() - start;
        ByteBuffer bytes = store.readRange(segment.name(), start, length).orElseThrow(() -> missing(what));
        if (bytes.remaining() != length) {
            throw NotAuthentic.of(what, "It is shorter than its index says.");
        }
        for (SegmentEntry entry : run) {
            ByteBuffer record = bytes.slice(bytes.position() + entry.place() - start, entry.storedLength());
            Frame frame = opener.open(record, entry.sequence())
                    .filter(opened -> matches(entry, opened))
                    .orElseThrow(
                            () -> NotAuthentic.of(what, "The seal of frame " + entry.sequence() + " does not fit."));
            frames.accept(frame);
        }
    }

    private static boolean matches(SegmentEntry entry, Frame frame) {
        return switch (frame) {
            case Frame.Data data ->
                entry.kind() == SegmentEntry.Kind.DATA
                        && data.offset() == entry.offset()
                        && data.bytes().remaining() == entry.length();
            case Frame.Zeros zeros ->
                entry.kind() == SegmentEntry.Kind.ZEROS
                        && zeros.offset() == entry.offset()
                        && zeros.length() == entry.length();
            case Frame.Mark mark -> entry.kind() == SegmentEntry.Kind.MARK;
        };
    }

    private static Trailer trailer(SegmentScope scope, ByteBuffer tail, long firstSequence, String what) {
        int at = tail.limit() - SegmentFormat.TRAILER_BYTES;
        if (at < tail.position()) {
            throw NotAuthentic.of(what, "It is too short to be a segment.");
        }
        return Trailer.open(scope, tail.slice(at, SegmentFormat.TRAILER_BYTES))
                .filter(trailer -> trailer.first() == firstSequence)
                .orElseThrow(() -> NotAuthentic.of(what, "Its end is not the sealed end of this segment."));
    }

    private static io.leeward.kernel.IssueException missing(String what) {
        return NotAuthentic.of(what, "It is missing although the journal needs it.");
    }
}
