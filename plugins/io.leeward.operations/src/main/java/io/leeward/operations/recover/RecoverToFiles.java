package io.leeward.operations.recover;

import java.nio.file.Path;

/**
 * Writes the disks of a recovery point to files.
 *
 * @param machine name or identifier; found in the vault, whether or not the machine is enrolled here
 * @param point which point
 * @param folder where the files go, one for each disk; existing files are refused
 * @param format of the files
 */
public record RecoverToFiles(String machine, PointChoice point, Path folder, Format format) {

    /** Formats that a disk can be written in. */
    public enum Format {
        /** The bytes of the disk; ranges of zeros become holes. */
        RAW,
        /** Fixed VHD: the bytes of the disk rounded up to 1 MiB and a footer of 512 bytes. */
        VHD;

        /** File name extension, without the dot. */
        public String extension() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
