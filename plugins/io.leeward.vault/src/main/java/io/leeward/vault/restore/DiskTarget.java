package io.leeward.vault.restore;

import java.nio.ByteBuffer;

/**
 * Port: where a disk is restored to. Ranges come in any order and never twice; {@link #write} and {@link #zeros} may be
 * called by several threads at once, for ranges that do not overlap. Failures are thrown as
 * {@link io.leeward.kernel.IssueException}.
 */
public interface DiskTarget extends AutoCloseable {
    /** Whether the target is known to be new and all zeros, so that zero ranges need not be written. */
    boolean zeroed();

    /** Writes the remaining bytes; the buffer is used again once this returns. */
    void write(long offset, ByteBuffer bytes);

    /** Makes a range read as zeros; not called on a target that is {@link #zeroed}. */
    void zeros(long offset, long length);

    /** Called once after everything was written: makes it durable. */
    void commit();

    /** Ends the use of the target; without {@link #commit} before it, what was written is not a disk. */
    @Override
    void close();
}
