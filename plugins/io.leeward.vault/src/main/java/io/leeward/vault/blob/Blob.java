package io.leeward.vault.blob;

import java.nio.ByteBuffer;

/**
 * A blob that was read.
 *
 * @param content read-only, from position 0 to its limit
 * @param version the state that was read
 */
public record Blob(ByteBuffer content, BlobVersion version) {}
