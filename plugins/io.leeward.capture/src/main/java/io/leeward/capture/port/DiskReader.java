package io.leeward.capture.port;

import io.leeward.kernel.bytes.Extent;
import java.nio.ByteBuffer;
import java.util.List;

/** Reads one disk, past every cache: what is read is what lies on the medium. Used by one thread. */
public interface DiskReader {
    /**
     * The size of the disk now, in bytes.
     *
     * @throws io.leeward.kernel.IssueException when the disk is not there
     */
    long bytes();

    /**
     * Reads the remaining bytes of the buffer.
     *
     * @param offset a multiple of the block size
     * @param into a direct buffer that begins on a multiple of the block size in memory; filled to its limit, which
     *     lies on a block or on the end of the disk
     * @return whole blocks that could not be read, in order; their bytes in the buffer are zero
     * @throws io.leeward.kernel.IssueException when the disk is not there any more
     */
    List<Extent> read(long offset, ByteBuffer into);
}
