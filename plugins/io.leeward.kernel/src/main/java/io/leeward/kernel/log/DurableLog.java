package io.leeward.kernel.log;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.file.Storage;
import io.leeward.kernel.file.StoredFile;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import java.util.zip.CRC32C;

/**
 * Records one after the other in one file.
 *
 * <p>The file begins with 8 bytes of magic. A record is its length (32 bits), a CRC32C (32 bits) over the checksum of
 * the record before it, its length and its bytes, and the bytes. The chained checksum keeps remains of an older tail
 * from ever being read as records. Opening cuts the file at the first record that does not check: everything that was
 * synced is before that place. A record is durable after {@link #sync}; one that was only appended may survive a crash
 * or not, but never without all before it.
 *
 * <p>After a failed write or sync the log refuses everything until it is opened again. Not thread-safe.
 */
public final class DurableLog implements AutoCloseable {
    /** Bytes before the first record. */
    public static final int HEADER_BYTES = 8;
    /** Bytes of a record beside its content. */
    public static final int RECORD_BYTES = 8;

    private static final long MAGIC = 0x4c57_4c4f_4730_3031L; // "LWLOG001"
    private static final String NEW = ".new";

    private final Storage storage;
    private final String name;
    private final int largest;
    private final CRC32C crc = new CRC32C();
    private StoredFile file;
    private ByteBuffer scratch;
    private long end;
    private int chain;
    private boolean usable = true;

    private DurableLog(Storage storage, String name, int largest) {
        this.storage = storage;
        this.name = name;
        this.largest = largest;
        scratch = ByteBuffer.allocate(Math.min(largest, 4096) + RECORD_BYTES);
    }

    /**
     * Opens the log, creates it when absent, and hands over every record in order.
     *
     * @param largest most bytes of one record
     * @param reader is given a view that is valid during the call
     * @throws IssueException LOG-UNREADABLE when the file is not a log
     */
    public static DurableLog open(Storage storage, String name, int largest, Consumer<ByteBuffer> reader) {
        DurableLog log = new DurableLog(storage, name, largest);
        if (storage.exists(name + NEW)) {
            storage.delete(name + NEW);
        }
        log.file = storage.open(name);
        try {
            log.recover(reader);
        } catch (RuntimeException e) {
            log.file.close();
            throw e;
        }
        return log;
    }

    private void recover(Consumer<ByteBuffer> reader) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        file.read(0, header);
        boolean neverBegun = file.size() <= HEADER_BYTES && header.getLong(0) == 0;
        if (neverBegun || file.size() < HEADER_BYTES) {
            begin(file);
            storage.syncFolder();
            return;
        }
        if (header.getLong(0) != MAGIC) {
            throw new IssueException(Issue.of(
                    "LOG-UNREADABLE",
                    Issue.Kind.FAILED,
                    "The file " + name + " is not a log of this program or is damaged at its beginning.",
                    "Restore the file, or remove it; what it held is then found again by comparing."));
        }
        end = HEADER_BYTES;
        while (readOne(reader)) {
            // the loop ends at the first record that does not check
        }
        if (file.size() > end) {
            file.truncate(end);
            file.sync();
        }
    }

    private boolean readOne(Consumer<ByteBuffer> reader) {
        ByteBuffer head = ByteBuffer.allocate(RECORD_BYTES);
        if (file.read(end, head) < RECORD_BYTES) {
            return false;
        }
        int length = head.getInt(0);
        if (length < 0 || length > largest || length > file.size() - end - RECORD_BYTES) {
            return false;
        }
        ByteBuffer content = room(length).clear().limit(length);
        file.read(end + RECORD_BYTES, content);
        content.flip();
        int sum = checksum(chain, length, content);
        if (content.remaining() != length || sum != head.getInt(4)) {
            return false;
        }
        reader.accept(content.asReadOnlyBuffer());
        chain = sum;
        end += RECORD_BYTES + length;
        return true;
    }

    /** Appends a record of the remaining bytes; durable after {@link #sync}. */
    public void append(ByteBuffer record) {
        int length = record.remaining();
        if (length > largest) {
            throw new IllegalArgumentException("record of " + length + " bytes, at most " + largest);
        }
        requireUsable();
        int sum = checksum(chain, length, record);
        ByteBuffer out = room(length + RECORD_BYTES).clear();
        out.putInt(length).putInt(sum).put(record.duplicate()).flip();
        attempt(() -> file.write(end, out));
        chain = sum;
        end += RECORD_BYTES + length;
    }

    /** Makes all appended records durable. */
    public void sync() {
        requireUsable();
        attempt(() -> file.sync());
    }

    /**
     * Replaces all records atomically by those that {@code content} appends to the log it is given; durable on return.
     * After a crash either all old or all new records are there.
     */
    public void rewrite(Consumer<DurableLog> content) {
        requireUsable();
        attempt(() -> {
            if (storage.exists(name + NEW)) {
                storage.delete(name + NEW);
            }
            DurableLog fresh = new DurableLog(storage, name + NEW, largest);
            fresh.file = storage.open(name + NEW);
            fresh.begin(fresh.file);
            content.accept(fresh);
            fresh.sync();
            storage.rename(name + NEW, name);
            storage.syncFolder();
            file.close();
            file = fresh.file;
            end = fresh.end;
            chain = fresh.chain;
        });
    }

    /** Length of the file in bytes. */
    public long bytes() {
        return end;
    }

    @Override
    public void close() {
        usable = false;
        file.close();
    }

    private void begin(StoredFile target) {
        target.truncate(0);
        target.write(0, ByteBuffer.allocate(HEADER_BYTES).putLong(0, MAGIC));
        target.sync();
        end = HEADER_BYTES;
    }

    private void attempt(Runnable work) {
        boolean done = false;
        try {
            work.run();
            done = true;
        } finally {
            usable = done;
        }
    }

    private void requireUsable() {
        if (!usable) {
            throw new IssueException(Issue.of(
                    "LOG-CLOSED",
                    Issue.Kind.FAILED,
                    "The log " + name + " was closed or met a write error and takes no more records.",
                    "Start the program again; it recovers what was made durable."));
        }
    }

    private int checksum(int before, int length, ByteBuffer content) {
        crc.reset();
        crc.update(ByteBuffer.allocate(8).putInt(before).putInt(length).flip());
        crc.update(content.duplicate());
        return (int) crc.getValue();
    }

    private ByteBuffer room(int bytes) {
        if (scratch.capacity() < bytes) {
            scratch = ByteBuffer.allocate(bytes);
        }
        return scratch;
    }
}
