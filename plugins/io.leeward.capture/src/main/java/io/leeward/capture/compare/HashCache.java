package io.leeward.capture.compare;

import io.leeward.capture.hrl.EpochState;
import io.leeward.kernel.bytes.BlockHash;
import io.leeward.kernel.bytes.ByteReader;
import io.leeward.kernel.bytes.ByteWriter;
import io.leeward.kernel.file.Storage;
import io.leeward.kernel.file.StoredFile;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The hash of what each block held when it was last sent, in a file. 16 zero bytes: not known. A block whose hash
 * differs has changed since.
 *
 * <p>The file is only as good as the agent's last stop: it carries a seal with epoch, spool and last sequence that is
 * written when the agent stops in order and taken away before anything is changed. Without a matching seal the cache
 * begins empty. Not thread-safe.
 */
public final class HashCache implements AutoCloseable {
    private static final long MAGIC = 0x4c57_4841_5348_3031L; // "LWHASH01"
    private static final int HEADER_BYTES = 4096;
    private static final int SEAL_BYTES = 256;

    private final StoredFile file;
    private final long diskBytes;

    private HashCache(StoredFile file, long diskBytes) {
        this.file = file;
        this.diskBytes = diskBytes;
    }

    /** Opens the cache; what it says may be used only after {@link #resume} returned true or {@link #reset}. */
    public static HashCache open(Storage storage, String name, long diskBytes) {
        boolean fresh = !storage.exists(name);
        StoredFile file = storage.open(name);
        if (fresh) {
            storage.syncFolder();
        }
        return new HashCache(file, diskBytes);
    }

    /** Takes the seal away; returns whether it was whole and matches the state of the change log. */
    public boolean resume(EpochState state) {
        boolean matches = state.epoch() > 0 && state.used() > 0 && seal(state).equals(readSeal());
        unseal();
        return matches;
    }

    /** Forgets all hashes. */
    public void reset() {
        file.truncate(0);
        file.sync();
    }

    /** Seals the cache as it is, for the next start; durable on return. */
    public void seal(EpochState state, boolean complete) {
        file.sync();
        if (complete) {
            file.write(0, seal(state));
            file.sync();
        }
    }

    /** Reads the hashes of blocks into the buffer, as many as fit in its remaining bytes. */
    public void read(long firstBlock, ByteBuffer into) {
        file.read(HEADER_BYTES + firstBlock * BlockHash.BYTES, into);
        while (into.hasRemaining()) {
            into.put((byte) 0);
        }
    }

    /** Sets the hashes of consecutive blocks. */
    public void write(long firstBlock, ByteBuffer hashes) {
        file.write(HEADER_BYTES + firstBlock * BlockHash.BYTES, hashes);
    }

    private ByteBuffer seal(EpochState state) {
        ByteWriter out = new ByteWriter(SEAL_BYTES, SEAL_BYTES);
        out.i64(MAGIC).i64(diskBytes).i64(state.epoch()).text(state.spool()).i64(state.used());
        CRC32C crc = new CRC32C();
        crc.update(out.written());
        return out.i32((int) crc.getValue()).written();
    }

    private ByteBuffer readSeal() {
        ByteBuffer seal = ByteBuffer.allocate(SEAL_BYTES);
        file.read(0, seal);
        seal.flip();
        if (seal.remaining() < 26) {
            return seal;
        }
        int spool = new ByteReader(seal.slice(24, 2)).u16();
        return seal.limit(Math.min(seal.limit(), 24 + 2 + spool + 8 + 4));
    }

    private void unseal() {
        file.write(0, ByteBuffer.allocate(SEAL_BYTES));
        file.sync();
    }

    @Override
    public void close() {
        file.close();
    }
}
