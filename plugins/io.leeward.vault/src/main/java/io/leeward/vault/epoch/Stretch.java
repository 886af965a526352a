package io.leeward.vault.epoch;

/**
 * The part of an epoch that a line runs through: its frames 1 to {@code through}.
 *
 * @param epoch the epoch
 * @param through last sequence included; 0 when the line leaves the epoch before its first frame
 */
public record Stretch(Epoch epoch, long through) {
    public Stretch {
        if (through < 0) {
            throw new IllegalArgumentException("stretch to " + through);
        }
    }
}
