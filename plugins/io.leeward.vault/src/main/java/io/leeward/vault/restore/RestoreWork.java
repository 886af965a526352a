package io.leeward.vault.restore;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Progress;
import io.leeward.vault.blob.BlobStore;
import io.leeward.vault.journal.JournalPath;
import io.leeward.vault.journal.JournalSource;
import io.leeward.vault.journal.Lanes;
import io.leeward.vault.segment.BufferPool;
import io.leeward.vault.segment.Frame;
import io.leeward.vault.segment.SegmentBuffers;
import io.leeward.vault.segment.SegmentEntry;
import io.leeward.vault.segment.SegmentReader;
import io.leeward.vault.segment.StoredSegment;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;

/** The restoring of one disk: indexes are read ahead, segments with something to give are fetched in lanes. */
final class RestoreWork {
    private final BlobStore store;
    private final JournalPath path;
    private final Lanes lanes;
    private final DiskTarget target;
    private final Progress progress;
    private final long diskBytes;
    private final BufferPool pool = new BufferPool();
    private final Deque<Lanes.Pending<StoredSegment>> ahead = new ArrayDeque<>();
    private final Deque<Lanes.Pending<Long>> writing = new ArrayDeque<>();
    private long dataBytes;
    private long zeroBytes;
    private int segments;

    RestoreWork(BlobStore store, JournalPath path, Lanes lanes, DiskTarget target, Progress progress, long diskBytes) {
        this.store = store;
        this.path = path;
        this.lanes = lanes;
        this.target = target;
        this.progress = progress;
        this.diskBytes = diskBytes;
    }

    /** Writes everything that the journal holds of a region. */
    void region(RegionMap map) {
        try {
            claim(map);
        } catch (RuntimeException e) {
            settle();
            throw e;
        }
    }

    DiskRestored done() {
        return new DiskRestored(diskBytes, dataBytes, zeroBytes, segments);
    }

    private void claim(RegionMap map) {
        int opened = 0;
        for (int number = 0; number < path.size() && !map.complete(); number++) {
            while (opened < path.size() && ahead.size() < lanes.width()) {
                ahead.add(opening(opened++));
            }
            JournalSource source = path.source(number);
            StoredSegment segment = ahead.remove().await();
            List<Claim> claims = map.claim(segment.index(), source.through());
            if (!claims.isEmpty()) {
                segments++;
                begin(segment, claims);
            }
        }
        while (!ahead.isEmpty()) {
            ahead.remove().await();
        }
        while (!writing.isEmpty()) {
            finishOne();
        }
    }

    /** Waits until nothing is under way any more, so that the caller may close its target. */
    private void settle() {
        ahead.forEach(RestoreWork::settle);
        writing.forEach(RestoreWork::settle);
        ahead.clear();
        writing.clear();
    }

    private static void settle(Lanes.Pending<?> pending) {
        try {
            pending.await();
        } catch (RuntimeException alreadyFailing) {
            // The first failure is the one that is told.
            return;
        }
    }

    private Lanes.Pending<StoredSegment> opening(int number) {
        return lanes.start(() -> pool.with(buffers -> path.open(path.source(number), buffers)));
    }

    private void begin(StoredSegment segment, List<Claim> claims) {
        while (writing.size() >= lanes.width()) {
            finishOne();
        }
        if (progress.cancelled()) {
            throw new IssueException(
                    Issue.of("RESTORE-CANCELLED", Issue.Kind.FAILED, "The restore was cancelled.", "Start it again."));
        }
        for (Claim claim : claims) {
            if (claim.entry().kind() == SegmentEntry.Kind.ZEROS) {
                zeros(claim);
            }
        }
        List<Claim> data = claims.stream()
                .filter(claim -> claim.entry().kind() == SegmentEntry.Kind.DATA)
                .toList();
        if (!data.isEmpty()) {
            writing.add(lanes.start(() -> pool.with(buffers -> write(segment, data, buffers))));
        }
    }

    private void finishOne() {
        dataBytes += writing.remove().await();
        progress.at(dataBytes + zeroBytes, diskBytes);
    }

    private void zeros(Claim claim) {
        for (Claim.Run run : claim.runs()) {
            if (!target.zeroed()) {
                target.zeros(run.offset(), run.end() - run.offset());
            }
            zeroBytes += run.end() - run.offset();
        }
    }

    private long write(StoredSegment segment, List<Claim> claims, SegmentBuffers buffers) {
        Iterator<Claim> next = claims.iterator();
        long[] written = new long[1];
        List<SegmentEntry> entries = claims.stream().map(Claim::entry).toList();
        new SegmentReader(store, buffers).frames(segment, entries, frame -> {
            Frame.Data data = (Frame.Data) frame;
            for (Claim.Run run : next.next().runs()) {
                ByteBuffer part = data.bytes().slice((int) (run.offset() - data.offset()), run.length());
                target.write(run.offset(), part);
                written[0] += run.length();
            }
        });
        return written[0];
    }
}
