package io.leeward.model;

/**
 * A disk of a machine.
 *
 * @param id the disk
 * @param path where the machine finds it, for example {@code /dev/sda} or an image file
 * @param serial what identifies the hardware across reboots, or empty
 * @param bytes its size
 */
public record Disk(DiskId id, String path, String serial, long bytes) {
    public Disk {
        if (path.isBlank() || bytes <= 0) {
            throw new IllegalArgumentException("disk " + path + " of " + bytes + " bytes");
        }
    }
}
