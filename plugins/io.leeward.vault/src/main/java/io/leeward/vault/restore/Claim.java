package io.leeward.vault.restore;

import io.leeward.vault.segment.SegmentEntry;
import java.util.List;

/**
 * What one frame contributes to a restored disk: the runs of blocks that no newer frame wrote.
 *
 * @param entry the frame
 * @param runs ascending, within the frame
 */
record Claim(SegmentEntry entry, List<Run> runs) {

    /** A range of bytes on the disk. */
    record Run(long offset, long end) {
        int length() {
            return Math.toIntExact(end - offset);
        }
    }
}
