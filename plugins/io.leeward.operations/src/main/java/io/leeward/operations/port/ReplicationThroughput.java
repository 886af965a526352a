package io.leeward.operations.port;

/**
 * What flows through the process servers.
 *
 * @param bytesPerSecond disk data received lately, averaged over a few seconds
 * @param bottleneck the busiest stage in a word, for example {@code upload}; {@code balanced} when none stands out,
 *     {@code idle} when nothing flows
 */
public record ReplicationThroughput(long bytesPerSecond, String bottleneck) {
    public static final ReplicationThroughput IDLE = new ReplicationThroughput(0, "idle");
}
