package io.leeward.model;

/**
 * Where a recovery point lies on one disk.
 *
 * @param disk the disk
 * @param position the state that the point stands for
 * @param bytes size of the disk when the point was cut
 */
public record DiskCut(DiskId disk, Position position, long bytes) {
    public DiskCut {
        if (bytes <= 0) {
            throw new IllegalArgumentException("disk size " + bytes);
        }
    }
}
