package io.leeward.kernel;

/** Told by long work as it goes on; asked whether the work is still wanted. May be called from any thread. */
public interface Progress {
    /**
     * Reports how far the work is.
     *
     * @param done units done so far
     * @param total units in all, or a negative number while unknown
     */
    void at(long done, long total);

    /** Names what is being done now, in one short sentence. */
    void step(String text);

    /** True once somebody asked to stop; the work then ends at its next safe place. */
    boolean cancelled();

    /** Reports to nobody and is never cancelled. */
    Progress NONE = new Progress() {
        @Override
        public void at(long done, long total) {}

        @Override
        public void step(String text) {}

        @Override
        public boolean cancelled() {
            return false;
        }
    };
}
