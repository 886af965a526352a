package io.leeward.vault.blob;

/** What came of creating a blob. */
public sealed interface CreateResult {
    /** The blob was created by this call. */
    record Created(BlobVersion version) implements CreateResult {}

    /**
     * A blob of this name exists; nothing was changed. It may be this very content, written by a call whose answer was
     * lost.
     */
    record Exists() implements CreateResult {}
}
