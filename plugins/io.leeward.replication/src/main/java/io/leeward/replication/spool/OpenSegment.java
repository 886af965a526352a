package io.leeward.replication.spool;

import io.leeward.kernel.file.Storage;
import io.leeward.kernel.file.StoredFile;
import io.leeward.model.PointId;
import io.leeward.replication.work.SegmentFile;
import io.leeward.vault.epoch.Epoch;
import io.leeward.vault.segment.Frame;
import io.leeward.vault.segment.SegmentIndex;
import io.leeward.vault.segment.SegmentScope;
import io.leeward.vault.segment.SegmentSealer;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/** The segment that is being written. After any failure of the storage it is given up and recovered from its file. */
final class OpenSegment {
    private final Storage storage;
    private final SegmentName name;
    private final SegmentSealer sealer;
    private final StoredFile file;
    private final CRC32C checksum = new CRC32C();
    private final List<PointId> points = new ArrayList<>();
    private final long openedNanos;
    private long end;
    private boolean named;
    private Instant receivedAt = Instant.EPOCH;

    OpenSegment(Storage storage, Epoch epoch, long first, Sealing sealing, long nowNanos) {
        this.storage = storage;
        name = new SegmentName(epoch.disk(), epoch.number(), first, false);
        sealer = new SegmentSealer(
                SegmentScope.journal(epoch), first, sealing.compression(), sealing.entropy(), sealing.buffers());
        openedNanos = nowNanos;
        file = storage.open(name.file());
        file.truncate(0);
        write(sealer.header());
    }

    void append(Frame frame, Instant at) {
        write(sealer.seal(frame));
        receivedAt = at;
        if (frame instanceof Frame.Mark mark) {
            points.add(mark.point());
        }
    }

    private void write(ByteBuffer bytes) {
        checksum.update(bytes.duplicate());
        int length = bytes.remaining();
        file.write(end, bytes);
        end += length;
    }

    /** Makes everything appended durable, the name of the file included. */
    void sync() {
        file.sync();
        if (!named) {
            storage.syncFolder();
            named = true;
        }
    }

    /** Seals the end, makes it durable and gives the file its closed name. */
    ClosedSegment close() {
        write(sealer.finish());
        file.sync();
        file.close();
        SegmentName closed = name.close();
        storage.rename(name.file(), closed.file());
        storage.syncFolder();
        SegmentFile done = new SegmentFile(
                name.disk(), name.epoch(), name.first(), sealer.lastSequence(), closed.file(), end, (int)
                        checksum.getValue());
        return new ClosedSegment(done, Optional.of(receivedAt), points);
    }

    /** Gives the file up without a further operation on it. */
    void abandon() {
        file.close();
    }

    long bytes() {
        return end;
    }

    long first() {
        return name.first();
    }

    boolean full() {
        return sealer.full();
    }

    boolean hasPoint() {
        return !points.isEmpty();
    }

    long openedNanos() {
        return openedNanos;
    }

    SegmentIndex index() {
        return sealer.index();
    }
}
