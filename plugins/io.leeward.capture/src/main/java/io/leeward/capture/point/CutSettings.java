package io.leeward.capture.point;

import java.time.Duration;

/**
 * Bounds of cutting a point.
 *
 * @param freezeLimit longest time for which file systems may be frozen
 * @param stagingBytes most bytes of blocks that are kept in memory while frozen
 * @param littleBytes a pass that finds no more than this is the last one before the freeze
 * @param mostPasses passes before the freeze is tried anyway
 * @param mostFreezes freezes that are tried for one point
 * @param patience longest time from the request to the last freeze
 */
public record CutSettings(
        Duration freezeLimit, long stagingBytes, long littleBytes, int mostPasses, int mostFreezes, Duration patience) {
    /** 10 s frozen at most, 16 MiB staged, within two minutes. */
    public static final CutSettings DEFAULT =
            new CutSettings(Duration.ofSeconds(10), 16L << 20, 1L << 20, 4, 3, Duration.ofMinutes(2));

    public CutSettings {
        if (freezeLimit.isNegative()
                || freezeLimit.isZero()
                || stagingBytes < 1 << 16
                || mostPasses < 1
                || mostFreezes < 1) {
            throw new IllegalArgumentException("cut settings");
        }
    }

    /** The same with another limit of the freeze. */
    public CutSettings withFreezeLimit(Duration limit) {
        return new CutSettings(limit, stagingBytes, littleBytes, mostPasses, mostFreezes, patience);
    }
}
