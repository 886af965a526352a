package io.leeward.cli.output;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Durations as operators write them: {@code 30s}, {@code 5m}, {@code 72h}, {@code 14d}. */
public final class Spans {
    private static final Pattern SHAPE = Pattern.compile("([0-9]{1,9})(s|m|h|d)");
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private Spans() {}

    /** Empty when the text is not a duration. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = SHAPE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        long unit =
                switch (matcher.group(2)) {
                    case "s" -> 1;
                    case "m" -> MINUTE;
                    case "h" -> HOUR;
                    default -> DAY;
                };
        return Optional.of(Duration.ofSeconds(count * unit));
    }

    /** Seconds with the largest unit that divides them, for example {@code 72h}; {@code none} for zero. */
    public static String text(long seconds) {
        if (seconds == 0) {
            return "none";
        }
        if (seconds % DAY == 0 && seconds > 3 * DAY) {
            return seconds / DAY + "d";
        }
        if (seconds % HOUR == 0) {
            return seconds / HOUR + "h";
        }
        return seconds % MINUTE == 0 ? seconds / MINUTE + "m" : seconds + "s";
    }

    /** An age as minutes and seconds or larger units, for example {@code 0:42} or {@code 3 h}. */
    public static String age(long seconds) {
        if (seconds < HOUR) {
            return "%d:%02d".formatted(seconds / MINUTE, seconds % MINUTE);
        }
        return seconds < 2 * DAY ? seconds / HOUR + " h" : seconds / DAY + " d";
    }
}
