package io.leeward.model;

import java.time.Duration;

/**
 * How machines are replicated and how long their recovery points are kept.
 *
 * @param id the policy
 * @param name as the operator gave it; unique
 * @param crashInterval time between crash-consistent points, 5 s to 1 day
 * @param appInterval time between app-consistent points, or zero for none
 * @param retention how far back points are kept, counted from the newest
 * @param rpoThreshold an RPO above this raises an alert
 * @param compression of frames
 * @param flush longest time that data waits in an open segment, 1 s to 10 min
 */
public record ReplicationPolicy(
        PolicyId id,
        String name,
        Duration crashInterval,
        Duration appInterval,
        Duration retention,
        Duration rpoThreshold,
        Compression compression,
        Duration flush) {
    public static final Duration DEFAULT_CRASH_INTERVAL = Duration.ofMinutes(5);
    public static final Duration DEFAULT_APP_INTERVAL = Duration.ofHours(4);
    public static final Duration DEFAULT_RETENTION = Duration.ofHours(72);
    public static final Duration DEFAULT_RPO_THRESHOLD = Duration.ofMinutes(15);
    public static final Duration DEFAULT_FLUSH = Duration.ofSeconds(30);

    public ReplicationPolicy {
        if (name.isBlank()) {
            throw new IllegalArgumentException("a policy needs a name");
        }
        between("crash-consistent interval", crashInterval, Duration.ofSeconds(5), Duration.ofDays(1));
        if (!appInterval.isZero()) {
            between("app-consistent interval", appInterval, crashInterval, Duration.ofDays(7));
        }
        between("retention", retention, crashInterval, Duration.ofDays(3650));
        between("RPO threshold", rpoThreshold, crashInterval, Duration.ofDays(7));
        between("flush time", flush, Duration.ofSeconds(1), Duration.ofMinutes(10));
    }

    /** A policy with the default values. */
    public static ReplicationPolicy named(PolicyId id, String name) {
        return new ReplicationPolicy(
                id,
                name,
                DEFAULT_CRASH_INTERVAL,
                DEFAULT_APP_INTERVAL,
                DEFAULT_RETENTION,
                DEFAULT_RPO_THRESHOLD,
                Compression.SNAPPY,
                DEFAULT_FLUSH);
    }

    private static void between(String what, Duration value, Duration least, Duration most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException("The " + what + " must be between " + text(least) + " and " + text(most)
                    + ", not " + text(value) + ".");
        }
    }

    private static String text(Duration value) {
        return value.toString().substring(2).toLowerCase(java.util.Locale.ROOT);
    }
}
