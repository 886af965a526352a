package io.leeward.capture.disk;

import io.leeward.capture.port.DiskReader;
import io.leeward.capture.port.Tracker;
import java.util.Objects;

/**
 * A disk to be protected.
 *
 * @param id identifier, stable for this disk
 * @param path for people
 * @param bytes size when it was enrolled
 * @param reader reads it
 * @param tracker tells what changed on it
 */
public record SourceDisk(String id, String path, long bytes, DiskReader reader, Tracker tracker) {
    public SourceDisk {
        Objects.requireNonNull(reader, "reader");
        Objects.requireNonNull(tracker, "tracker");
        if (bytes <= 0) {
            throw new IllegalArgumentException("disk of " + bytes + " bytes");
        }
    }
}
