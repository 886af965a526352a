package io.leeward.capture.port;

import java.time.Duration;

/** Holds the file systems of the machine still. Used by one thread. */
public interface Freezer {
    /**
     * Writes out what is dirty, then freezes every file system that lies on the machine's disks. From now on until the
     * thaw nothing is written to them. A watchdog that does not depend on this process thaws them after the limit.
     *
     * @throws io.leeward.kernel.IssueException when a file system could not be frozen; none is then
     */
    Frozen freeze(Duration limit);

    /** File systems that are frozen now. */
    interface Frozen {
        /**
         * Whether freezing stops every write to the disk with this index; not so when it carries no mounted file
         * system.
         */
        boolean holds(int disk);

        /**
         * Thaws all file systems; to be called once, in any case.
         *
         * @return whether they were frozen until now; false when the watchdog or somebody else thawed one before
         */
        boolean thaw();
    }
}
