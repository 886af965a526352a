package io.leeward.operations.internal.machines;

import java.time.Duration;

/** Durations and shares as people say them. */
final class Words {
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Words() {}

    /** An age with the one unit that matters, for example {@code 4 min}. */
    static String age(Duration age) {
        long seconds = Math.max(0, age.toSeconds());
        if (seconds < 2 * MINUTE) {
            return seconds + " s";
        }
        if (seconds < 2 * HOUR) {
            return seconds / MINUTE + " min";
        }
        return seconds < 2 * DAY ? seconds / HOUR + " h" : seconds / DAY + " d";
    }

    /** A share of 0 to 1 as whole percents; 100 only when all is done. */
    static String percent(double share) {
        return (int) Math.floor(Math.clamp(share, 0, 1) * 100) + " %";
    }
}
