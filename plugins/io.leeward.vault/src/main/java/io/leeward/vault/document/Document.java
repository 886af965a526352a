package io.leeward.vault.document;

import io.leeward.vault.blob.BlobVersion;

/**
 * A document that was read and authenticated.
 *
 * @param value what it says
 * @param version the state that was read
 * @param writeId the random identifier of the write that made this state
 */
public record Document<T>(T value, BlobVersion version, String writeId) {}
