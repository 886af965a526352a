package io.leeward.capture;

import io.leeward.kernel.file.Storage;
import io.leeward.kernel.log.DurableLog;
import java.nio.ByteBuffer;

/**
 * The random token of the last session, kept durably: shown in the next hello, it tells a machine that was taken back
 * in time.
 */
final class SessionToken implements AutoCloseable {
    static final int BYTES = 32;

    private static final long MOST_FILE_BYTES = 64 * 1024;

    private final DurableLog log;
    private ByteBuffer token = ByteBuffer.allocate(BYTES);

    SessionToken(Storage storage) {
        log = DurableLog.open(storage, "session.log", BYTES, this::take);
    }

    private void take(ByteBuffer record) {
        token = ByteBuffer.allocate(BYTES).put(record.duplicate()).flip().asReadOnlyBuffer();
    }

    /** The token, or zeros before the first session. */
    ByteBuffer value() {
        return token.duplicate();
    }

    /** Keeps a new token; durable on return. */
    void keep(ByteBuffer fresh) {
        if (log.bytes() > MOST_FILE_BYTES) {
            log.rewrite(empty -> empty.append(fresh));
        } else {
            log.append(fresh);
            log.sync();
        }
        take(fresh);
    }

    @Override
    public void close() {
        log.close();
    }
}
