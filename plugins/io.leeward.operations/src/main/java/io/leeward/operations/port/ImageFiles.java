package io.leeward.operations.port;

import io.leeward.kernel.Outcome;
import io.leeward.operations.recover.RecoverToFiles.Format;
import io.leeward.operations.recover.RecoveredDisk;
import io.leeward.vault.restore.DiskTarget;
import java.nio.file.Path;

/** Makes image files that disks are recovered to. Safe for use by many threads. */
public interface ImageFiles {
    /**
     * Opens a new image; makes its folder when there is none. The image appears under its name when it is finished,
     * never before; a part left behind by an earlier attempt is replaced.
     *
     * @param file where it will be
     * @param diskBytes size of the disk
     * @return refused when the file exists already; failed when the folder cannot be written or has too little room
     */
    Outcome<Image> open(Path file, long diskBytes, Format format);

    /** An image that is being written. */
    interface Image extends DiskTarget {
        /**
         * After {@code commit}: reads the file back, gives it its name, and tells what was written.
         *
         * @param disk whose image it is
         * @return the file with its length and hash, the footer of a VHD included
         */
        RecoveredDisk finish(io.leeward.model.DiskId disk, io.leeward.kernel.Progress progress);

        /** Ends the use of the image; what was not finished is removed. */
        @Override
        void close();
    }
}
