package io.leeward.vault.journal;

import io.leeward.model.DiskId;
import io.leeward.model.Position;

/**
 * The whole content of a disk at a position, as a row of segments of its own; what lies before it on its line need not
 * be read.
 *
 * @param disk the disk
 * @param through the position whose content it is
 * @param frames number of frames in all parts, numbered from 1 without gaps
 * @param diskBytes size of the disk at that position
 */
public record BaseLayer(DiskId disk, Position through, long frames, long diskBytes) {
    public BaseLayer {
        if (through.sequence() < 1 || frames < 1 || diskBytes < 1) {
            throw new IllegalArgumentException("base layer at " + through + " of " + frames + " frames");
        }
    }
}
