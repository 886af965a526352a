package io.leeward.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.Random;

/**
 * The only clock and the only source of chance of a simulated world; what is to happen happens here, one event after
 * the other.
 */
final class Timeline {
    private static final Instant BEGINNING = Instant.parse("2026-11-22T00:00:00Z");

    final Random random;
    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::tie));
    private long now = Duration.ofHours(1).toNanos();
    private long ties;
    private Duration clockOff = Duration.ZERO;
    private long trace = 1469598103934665603L;
    private long count;

    private record Event(long at, long tie, Runnable body) {}

    Timeline(long seed) {
        random = new Random(seed);
    }

    long nanos() {
        return now;
    }

    Instant wallClock() {
        return BEGINNING.plusNanos(now).plus(clockOff);
    }

    /** The wall clock jumps, by up to a day in either direction. */
    void jump() {
        clockOff = Duration.ofSeconds(random.nextInt(2 * 86_400) - 86_400);
    }

    /** Lets something happen after a delay. */
    void after(Duration delay, Runnable body) {
        at(now + delay.toNanos(), body);
    }

    void at(long nanos, Runnable body) {
        events.add(new Event(Math.max(now, nanos), ++ties, body));
    }

    /** Lets the next event happen; false when none is left. */
    boolean next() {
        Event event = events.poll();
        if (event == null) {
            return false;
        }
        now = event.at();
        count++;
        note(event.tie());
        event.body().run();
        return true;
    }

    /** Makes a number part of the trace. */
    void note(long number) {
        trace = (trace ^ number ^ (now << 7)) * 1099511628211L;
    }

    long trace() {
        return trace;
    }

    long count() {
        return count;
    }

    boolean percent(double chance) {
        return random.nextDouble() * 100 < chance;
    }

    /** Between nothing and twice the mean. */
    Duration about(Duration mean) {
        return Duration.ofNanos((long) (2 * mean.toNanos() * random.nextDouble()));
    }
}
