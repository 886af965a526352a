package io.leeward.vault.blob;

/** What goes wrong with one call on a {@link MemoryBlobStore}. */
public enum StoreFault {
    /** Nothing. */
    NONE,
    /** The store says that it did not do it. */
    REFUSED,
    /** No answer came, and it was not done. */
    LOST_BEFORE,
    /** No answer came, although it was done. */
    LOST_AFTER;

    /** Chooses the fault of a call. */
    @FunctionalInterface
    public interface Plan {
        /**
         * Called before each call on the store.
         *
         * @param call the method, for example {@code create}
         * @param about blob name or prefix
         */
        StoreFault of(String call, String about);
    }
}
