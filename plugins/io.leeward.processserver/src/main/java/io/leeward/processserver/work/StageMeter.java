package io.leeward.processserver.work;

import io.leeward.kernel.Ticker;
import io.leeward.operations.port.ReplicationThroughput;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/**
 * Measures how busy each stage is and how much flows. A stage's ratio is its busy time divided by the time that passed
 * and by how many of it can run at once. Thread-safe.
 */
public final class StageMeter {
    /** Time between two samples. */
    public static final Duration SAMPLE = Duration.ofSeconds(1);

    /** A stage busier than this is named as the bottleneck. */
    public static final double BUSY = 0.6;

    /** Weight of the newest sample: the average looks back over a few seconds. */
    private static final double WEIGHT = 0.4;

    private final Ticker ticker;
    private final int processors;
    private final Map<Stage, LongAdder> busyNanos = new EnumMap<>(Stage.class);
    private final LongAdder received = new LongAdder();
    private final Map<Stage, Double> ratios = new EnumMap<>(Stage.class);
    private long sampledAt;
    private double bytesPerSecond;

    public StageMeter(Ticker ticker, int processors) {
        this.ticker = ticker;
        this.processors = processors;
        for (Stage stage : Stage.values()) {
            busyNanos.put(stage, new LongAdder());
            ratios.put(stage, 0.0);
        }
        sampledAt = ticker.nanos();
    }

    /** Adds time that a stage was busy. */
    public void busy(Stage stage, long nanos) {
        busyNanos.get(stage).add(nanos);
    }

    /** Adds disk data that was received. */
    public void received(int bytes) {
        received.add(bytes);
    }

    /**
     * Takes a sample; called every {@link #SAMPLE}.
     *
     * @param uploadsAtOnce how many uploads may run now
     */
    public synchronized void sample(int uploadsAtOnce) {
        long now = ticker.nanos();
        double passed = now - sampledAt;
        if (passed <= 0) {
            return;
        }
        sampledAt = now;
        bytesPerSecond += WEIGHT * (received.sumThenReset() * 1e9 / passed - bytesPerSecond);
        for (Stage stage : Stage.values()) {
            int atOnce = stage == Stage.UPLOAD ? uploadsAtOnce : processors;
            double ratio = busyNanos.get(stage).sumThenReset() / passed / atOnce;
            ratios.merge(stage, ratio, (old, fresh) -> old + WEIGHT * (Math.min(1, fresh) - old));
        }
    }

    /** Share of its time that a stage was busy lately, 0 to 1. */
    public synchronized double ratio(Stage stage) {
        return ratios.get(stage);
    }

    /** What flows, and the busiest stage. */
    public synchronized ReplicationThroughput throughput() {
        long rate = Math.round(bytesPerSecond);
        Stage busiest = Stage.SEAL;
        for (Stage stage : Stage.values()) {
            busiest = ratio(stage) > ratio(busiest) ? stage : busiest;
        }
        if (ratio(busiest) >= BUSY) {
            return new ReplicationThroughput(rate, busiest.label());
        }
        return new ReplicationThroughput(rate, rate < 1024 ? ReplicationThroughput.IDLE.bottleneck() : "balanced");
    }
}
