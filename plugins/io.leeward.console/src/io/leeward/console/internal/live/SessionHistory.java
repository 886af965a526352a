package io.leeward.console.internal.live;

import io.leeward.console.widgets.LagChart;
import io.leeward.model.MachineId;
import io.leeward.operations.live.Snapshot;
import io.leeward.operations.machines.MachineView;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the snapshots of this session showed, thinned to a fixed size. UI thread only. */
public final class SessionHistory {
    /** Time between two samples of the lag. */
    public static final Duration SAMPLE_EVERY = Duration.ofSeconds(10);
    /** Samples of the lag kept for a machine: two hours. */
    static final int SAMPLES = 720;
    /** Samples of the throughput kept, one for each second. */
    static final int RATES = 60;

    private static final float UNKNOWN = Float.NaN;

    private final Instant[] times = new Instant[SAMPLES];
    private final Map<MachineId, float[]> lags = new HashMap<>();
    private final long[] rates = new long[RATES];
    private int count;
    private int rateCount;
    private Instant lastSample = Instant.EPOCH;
    private Instant lastRate = Instant.EPOCH;

    void add(Snapshot snapshot) {
        if (Duration.between(lastRate, snapshot.at()).toMillis() >= 1000) {
            lastRate = snapshot.at();
            rates[rateCount++ % RATES] = snapshot.bytesPerSecond();
        }
        if (Duration.between(lastSample, snapshot.at()).compareTo(SAMPLE_EVERY) >= 0) {
            lastSample = snapshot.at();
            sample(snapshot);
        }
    }

    /** The machine's lag since the console was opened, oldest first. */
    public List<LagChart.Sample> lag(MachineId machine) {
        float[] seconds = lags.get(machine);
        List<LagChart.Sample> samples = new ArrayList<>();
        for (int i = Math.max(0, count - SAMPLES); seconds != null && i < count; i++) {
            float value = seconds[i % SAMPLES];
            if (!Float.isNaN(value)) {
                samples.add(new LagChart.Sample(times[i % SAMPLES], Duration.ofMillis((long) (value * 1000))));
            }
        }
        return samples;
    }

    /** Bytes received in each of the latest seconds, oldest first. */
    public long[] rates() {
        int known = Math.min(rateCount, RATES);
        long[] ordered = new long[known];
        for (int i = 0; i < known; i++) {
            ordered[i] = rates[(rateCount - known + i) % RATES];
        }
        return ordered;
    }

    private void sample(Snapshot snapshot) {
        int slot = count++ % SAMPLES;
        times[slot] = snapshot.at();
        lags.values().forEach(values -> values[slot] = UNKNOWN);
        for (MachineView machine : snapshot.machines()) {
            if (machine.rpo().isPresent()) {
                lags.computeIfAbsent(machine.id(), id -> unknown())[slot] =
                        machine.rpo().get().toMillis() / 1000f;
            }
        }
        lags.keySet()
                .retainAll(
                        snapshot.machines().stream().map(MachineView::id).collect(java.util.stream.Collectors.toSet()));
    }

    private static float[] unknown() {
        float[] values = new float[SAMPLES];
        Arrays.fill(values, UNKNOWN);
        return values;
    }
}
