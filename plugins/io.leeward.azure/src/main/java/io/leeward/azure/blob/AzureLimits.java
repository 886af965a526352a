package io.leeward.azure.blob;

import java.time.Duration;

/**
 * How long and how often the store is tried.
 *
 * @param tries how often a request is sent at most
 * @param connect longest time to make a connection
 * @param silence longest time without a byte, in either direction, and longest wait for the answer to a request that
 *     was sent
 * @param request longest time for one request with its body and its answer
 * @param firstDelay wait before the second try; doubled before each one after it
 * @param longestDelay longest wait before a try, also when the store asks for more
 */
public record AzureLimits(
        int tries, Duration connect, Duration silence, Duration request, Duration firstDelay, Duration longestDelay) {
    /** Five tries within about a quarter of an hour at the very worst; seconds when the store answers with errors. */
    public static final AzureLimits DEFAULT = new AzureLimits(
            5,
            Duration.ofSeconds(10),
            Duration.ofSeconds(30),
            Duration.ofSeconds(180),
            Duration.ofMillis(250),
            Duration.ofSeconds(10));

    public AzureLimits {
        if (tries < 1) {
            throw new IllegalArgumentException(tries + " tries");
        }
    }

    /** Wait before a try, counted from 1, that the store did not ask a wait for. */
    Duration delayBefore(int attempt) {
        Duration delay = firstDelay.multipliedBy(1L << Math.min(20, Math.max(0, attempt - 2)));
        return atMost(delay);
    }

    Duration atMost(Duration delay) {
        return delay.compareTo(longestDelay) > 0 ? longestDelay : delay;
    }
}
