package io.leeward.vault.document;

import io.leeward.vault.blob.BlobVersion;

/** What came of replacing a document. */
public sealed interface DocumentReplacement {
    /** The document was replaced by this call. */
    record Written(BlobVersion version) implements DocumentReplacement {}

    /** Another call changed the document first; nothing was changed. */
    record Conflict() implements DocumentReplacement {}
}
