package io.leeward.console.widgets;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Maps a span of time to a width in points.
 *
 * @param from left edge
 * @param to right edge, after {@code from}
 * @param width in points, at least 1
 */
record TimeScale(Instant from, Instant to, int width) {
    static final Duration SHORTEST = Duration.ofMinutes(2);
    static final Duration LONGEST = Duration.ofDays(3660);

    private static final int LABEL_WIDTH = 90;
    private static final List<Duration> STEPS = List.of(
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(2),
            Duration.ofDays(7),
            Duration.ofDays(30),
            Duration.ofDays(365));

    /** A labelled moment on the axis. */
    record Tick(int x, String label) {}

    TimeScale {
        if (!from.isBefore(to)) {
            throw new IllegalArgumentException("span from " + from + " to " + to);
        }
        width = Math.max(1, width);
    }

    Duration span() {
        return Duration.between(from, to);
    }

    int x(Instant at) {
        return (int) (Duration.between(from, at).toMillis() * (double) width / span().toMillis());
    }

    Instant at(int x) {
        return from.plusMillis((long) (span().toMillis() * (double) x / width));
    }

    /** The span made shorter or longer around a place that keeps its moment. */
    TimeScale zoomed(int x, double factor) {
        long wanted = (long) (span().toMillis() * factor);
        long millis = Math.clamp(wanted, SHORTEST.toMillis(), LONGEST.toMillis());
        Instant start = at(x).minusMillis((long) (millis * (double) x / width));
        return new TimeScale(start, start.plusMillis(millis), width);
    }

    /** The same span, moved by a number of points. */
    TimeScale moved(int points) {
        Duration by = Duration.ofMillis((long) (span().toMillis() * (double) points / width));
        return new TimeScale(from.plus(by), to.plus(by), width);
    }

    TimeScale wide(int newWidth) {
        return new TimeScale(from, to, newWidth);
    }

    /** Round moments that fit with their labels. */
    List<Tick> ticks(ZoneId zone) {
        Duration least = span().multipliedBy(LABEL_WIDTH).dividedBy(width);
        Duration step =
                STEPS.stream().filter(s -> s.compareTo(least) >= 0).findFirst().orElse(STEPS.getLast());
        DateTimeFormatter format = format(step);
        List<Tick> ticks = new ArrayList<>();
        ZonedDateTime day = from.atZone(zone).truncatedTo(ChronoUnit.DAYS);
        long skipped = Duration.between(day, from.atZone(zone)).dividedBy(step);
        ZonedDateTime next = day.plus(step.multipliedBy(skipped));
        while (!next.toInstant().isAfter(to)) {
            int x = x(next.toInstant());
            if (x >= 0) {
                boolean midnight = next.toLocalTime().toSecondOfDay() == 0;
                ticks.add(new Tick(x, midnight ? DAY.format(next) : format.format(next)));
            }
            next = next.plus(step);
        }
        return ticks;
    }

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final DateTimeFormatter SECOND = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ENGLISH);

    private static DateTimeFormatter format(Duration step) {
        if (step.compareTo(Duration.ofDays(1)) >= 0) {
            return DAY;
        }
        return step.compareTo(Duration.ofMinutes(1)) < 0 ? SECOND : MINUTE;
    }
}
