package io.leeward.vault.blob;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Optional;

/**
 * The store that a vault lies in: create-once and compare-and-set, both across processes; an answer means durable.
 *
 * <p>All methods block for a bounded time, may be called from many threads, and throw {@link StoreException} when the
 * store itself fails. Contents are passed as buffers whose remaining bytes count and whose position is left as it was.
 */
public interface BlobStore extends AutoCloseable {
    /** Largest content of one blob. */
    int LARGEST_BLOB_BYTES = 64 * 1024 * 1024;

    /** Names returned by one page of {@link #list} at most. */
    int LARGEST_PAGE = 1000;

    /** Creates a blob unless one of this name exists. */
    CreateResult create(BlobName name, ByteBuffer content);

    /** Replaces a blob that is still in the expected state. */
    ReplaceResult replace(BlobName name, ByteBuffer content, BlobVersion expected);

    /** Reads a whole blob; empty when there is none. */
    Optional<Blob> read(BlobName name);

    /**
     * Reads a part of a blob; shorter at the end of the blob; empty when there is no such blob.
     *
     * @param offset first byte, or when negative the distance from the end
     * @param length number of bytes
     */
    Optional<ByteBuffer> readRange(BlobName name, long offset, int length);

    /** Length of a blob in bytes; empty when there is none. */
    Optional<Long> size(BlobName name);

    /**
     * Lists blobs whose name begins with the prefix.
     *
     * @param from as returned by the page before, or empty for the first page
     */
    BlobListing list(String prefix, Optional<String> from);

    /** Deletes a blob; true when it was there. */
    boolean delete(BlobName name);

    /** The present time by the store's clock. */
    Instant storeTime();

    /** Where the store is, in words for an operator, without secrets. */
    String location();

    @Override
    void close();
}
