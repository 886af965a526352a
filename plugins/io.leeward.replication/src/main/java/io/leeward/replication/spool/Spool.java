package io.leeward.replication.spool;

import io.leeward.kernel.Ids;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.bytes.MalformedException;
import io.leeward.kernel.file.Storage;
import io.leeward.kernel.log.DurableLog;
import io.leeward.model.DiskId;
import io.leeward.model.SpoolId;
import java.util.ArrayList;
import java.util.List;

/**
 * The folder of one machine's spool: its record and the names of its segments. A folder without a readable record is a
 * new spool. Every method throws {@link IssueException} when the storage fails; the spool is then opened again before
 * anything else is done with it.
 */
public final class Spool implements AutoCloseable {
    private static final String RECORD = "spool.record";
    private static final long COMPACT_BYTES = 64 * 1024;

    private final Storage storage;
    private final DurableLog log;
    private SpoolRecord record;

    private Spool(Storage storage, DurableLog log, SpoolRecord record) {
        this.storage = storage;
        this.log = log;
        this.record = record;
    }

    /** Opens the spool, or makes a new one. */
    public static Spool open(Storage storage, Ids ids) {
        List<SpoolRecord> found = new ArrayList<>(1);
        DurableLog log = openLog(storage, found);
        if (!found.isEmpty()) {
            return new Spool(storage, log, found.getLast());
        }
        Spool spool = new Spool(storage, log, SpoolRecord.fresh(new SpoolId(ids.next())));
        spool.save(spool.record);
        storage.syncFolder();
        return spool;
    }

    private static DurableLog openLog(Storage storage, List<SpoolRecord> found) {
        try {
            return DurableLog.open(storage, RECORD, SpoolRecord.LARGEST_BYTES, bytes -> {
                found.clear();
                found.add(SpoolRecord.decode(bytes));
            });
        } catch (IssueException e) {
            if (!e.issue().code().equals("LOG-UNREADABLE")) {
                throw e;
            }
        } catch (MalformedException e) {
            found.clear();
        }
        storage.delete(RECORD);
        return DurableLog.open(storage, RECORD, SpoolRecord.LARGEST_BYTES, bytes -> {});
    }

    /** What the spool remembers. */
    public SpoolRecord record() {
        return record;
    }

    /** Remembers this instead; durable on return. */
    public void save(SpoolRecord changed) {
        if (log.bytes() > COMPACT_BYTES) {
            log.rewrite(fresh -> fresh.append(changed.encode()));
        } else {
            log.append(changed.encode());
            log.sync();
        }
        record = changed;
    }

    /** The folder. */
    Storage storage() {
        return storage;
    }

    /** Segments of an epoch, by their first sequence; a closed one before an open one of the same name. */
    List<SegmentName> segments(DiskId disk, long epoch) {
        return storage.list().stream()
                .flatMap(file -> SegmentName.parse(file).stream())
                .filter(name -> name.disk().equals(disk) && name.epoch() == epoch)
                .sorted(SegmentName.ORDER)
                .toList();
    }

    /** Deletes all segments of a disk: its line goes on without them, in a new epoch. */
    public void deleteSegments(DiskId disk) {
        List<String> gone = storage.list().stream()
                .filter(file -> SegmentName.parse(file)
                        .filter(name -> name.disk().equals(disk))
                        .isPresent())
                .toList();
        gone.forEach(storage::delete);
        if (!gone.isEmpty()) {
            storage.syncFolder();
        }
    }

    /** Bytes that can still be written. */
    public long freeBytes() {
        return storage.freeBytes();
    }

    @Override
    public void close() {
        log.close();
    }
}
