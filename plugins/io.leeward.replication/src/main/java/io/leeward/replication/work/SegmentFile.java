package io.leeward.replication.work;

import io.leeward.model.DiskId;

/**
 * A closed segment in the spool.
 *
 * @param disk whose journal it belongs to
 * @param epoch of that disk
 * @param first sequence of its first frame
 * @param last sequence of its last frame
 * @param file name of the file in the spool
 * @param bytes length of the file
 * @param checksum CRC32C of the file, so that what rots between writing and uploading is noticed
 */
public record SegmentFile(DiskId disk, long epoch, long first, long last, String file, long bytes, int checksum) {
    public SegmentFile {
        if (epoch < 1 || first < 1 || last < first || bytes <= 0) {
            throw new IllegalArgumentException(
                    "segment " + epoch + "/" + first + "-" + last + " of " + bytes + " bytes");
        }
    }
}
