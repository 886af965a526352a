package io.leeward.processserver;

import io.leeward.kernel.file.Storage;
import io.leeward.model.MachineId;
import io.leeward.replication.work.SpoolReader;

/**
 * Where the spools lie: one folder for each machine. Failures are {@link io.leeward.kernel.IssueException}. Safe for
 * use by many threads.
 */
public interface Spools {

    /** A machine's folder while it is held. */
    interface Folder extends SpoolReader, AutoCloseable {
        /** For the machine's loop alone. */
        Storage storage();

        /** Gives the folder up; another one may open it. */
        @Override
        void close();
    }

    /** Opens a machine's folder, and makes it when there is none. FOLDER-IN-USE when another process holds it. */
    Folder open(MachineId machine);

    /** Deletes a machine's folder with all that is in it; it is not held. */
    void delete(MachineId machine);

    /** Bytes that can still be written before the medium is full. */
    long freeBytes();
}
