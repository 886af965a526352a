package io.leeward.vault.document;

import io.leeward.vault.blob.BlobVersion;

/** What came of creating a document. */
public sealed interface DocumentCreation {
    /** The document was created by this call. */
    record Written(BlobVersion version) implements DocumentCreation {}

    /** A blob of this name exists that another call wrote; nothing was changed. */
    record Exists() implements DocumentCreation {}
}
