package io.leeward.processserver.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.operations.port.ReplicationThroughput;
import java.util.concurrent.atomic.AtomicLong;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class StageMeterTest {
    private static final long SECOND = 1_000_000_000L;

    private final AtomicLong time = new AtomicLong();
    private final StageMeter meter = new StageMeter(time::get, 2);

    @Test
    void nothingFlowsInTheBeginning() {
        second(0, 0, 0);
        assertThat(meter.throughput()).isEqualTo(ReplicationThroughput.IDLE);
    }

    @Test
    void theBusiestStageIsNamedAndTheRateComesCloseWithinSeconds() {
        for (int i = 0; i < 10; i++) {
            second(20_000_000, SECOND / 2, 4 * SECOND);
        }
        assertThat(meter.throughput().bottleneck()).isEqualTo("upload");
        assertThat((double) meter.throughput().bytesPerSecond()).isCloseTo(20e6, Offset.offset(1e6));
        assertThat(meter.ratio(Stage.SEAL)).isCloseTo(0.25, Offset.offset(0.01));
    }

    @Test
    void noStageStandsOutWhenAllHaveTime() {
        second(20_000_000, SECOND / 2, SECOND);
        assertThat(meter.throughput().bottleneck()).isEqualTo("balanced");
    }

    private void second(int bytes, long sealNanos, long uploadNanos) {
        meter.received(bytes);
        meter.busy(Stage.SEAL, sealNanos);
        meter.busy(Stage.UPLOAD, uploadNanos);
        time.addAndGet(SECOND);
        meter.sample(4);
    }
}
