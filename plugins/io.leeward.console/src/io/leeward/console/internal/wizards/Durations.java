package io.leeward.console.internal.wizards;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lengths of time as operators write them, here and on the command line: {@code 30s}, {@code 5m}, {@code 4h},
 * {@code 3d}, {@code 0}.
 */
final class Durations {
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,6})\\s*([smhd])");
    private static final String NONE = "0";

    private Durations() {}

    static Optional<Duration> parse(String text) {
        if (text.strip().equals(NONE)) {
            return Optional.of(Duration.ZERO);
        }
        Matcher matcher = SHAPE.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long count = Long.parseLong(matcher.group(1));
        return Optional.of(
                switch (matcher.group(2)) {
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    case "h" -> Duration.ofHours(count);
                    default -> Duration.ofDays(count);
                });
    }

    static String text(Duration value) {
        if (value.isZero()) {
            return NONE;
        }
        if (value.toSecondsPart() != 0) {
            return value.toSeconds() + "s";
        }
        return value.toMinutesPart() != 0 ? value.toMinutes() + "m" : value.toHours() + "h";
    }
}
