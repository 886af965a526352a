package io.leeward.vault.blob;

/** What came of replacing a blob. */
public sealed interface ReplaceResult {
    /** The blob was replaced by this call. */
    record Replaced(BlobVersion version) implements ReplaceResult {}

    /** The blob is in another state than expected, or does not exist; nothing was changed. */
    record Conflict() implements ReplaceResult {}
}
