package io.leeward.operations.state;

/** What came of saving a record. */
public sealed interface SaveResult {
    /**
     * The record is durable.
     *
     * @param version the version that it now has
     */
    record Saved(long version) implements SaveResult {}

    /** Another writer changed or removed the record since it was read; nothing was changed. */
    record Stale() implements SaveResult {}

    /** The identifier, or a name that has to be unique, belongs to another record; nothing was changed. */
    record Taken() implements SaveResult {}
}
