package io.leeward.operations.recover;

import io.leeward.model.DiskId;
import java.nio.file.Path;

/**
 * A disk that was written to a file.
 *
 * @param disk the disk
 * @param file where it was written
 * @param bytes length of the file
 * @param sha256 of the file, hexadecimal, a VHD's footer included
 */
public record RecoveredDisk(DiskId disk, Path file, long bytes, String sha256) {}
