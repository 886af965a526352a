package io.leeward.kernel.file;

import java.nio.ByteBuffer;

/** An open file of a {@link Storage}. Not thread-safe. */
public interface StoredFile extends AutoCloseable {
    /** Length in bytes. */
    long size();

    /**
     * Reads into the buffer from the given position until the buffer is full or the file ends.
     *
     * @return bytes read; 0 at or beyond the end
     */
    int read(long position, ByteBuffer into);

    /** Writes the whole remaining buffer at the position; not durable before {@link #sync}. */
    void write(long position, ByteBuffer from);

    /** Cuts the file to the given length; durable after {@link #sync}. */
    void truncate(long size);

    /** Makes everything written so far durable. */
    void sync();

    @Override
    void close();
}
