package io.leeward.model;

/** How far a recovery point has come. */
public enum PointState {
    /** Cut on the machine; its data is still on the way to the vault. */
    PROCESSING,
    /** In the vault and named by the machine's head: it can be recovered. */
    RECOVERABLE,
    /** It will not become recoverable, because a gap was found in the data before it. */
    FAILED
}
