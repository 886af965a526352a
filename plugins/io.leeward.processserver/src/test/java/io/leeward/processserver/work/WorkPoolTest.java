package io.leeward.processserver.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.replication.work.VaultWork;
import io.leeward.replication.work.WorkResult;
import io.leeward.store.system.SystemSources;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WorkPoolTest {
    private static final Duration SHORT = Duration.ofMillis(20);
    private static final WorkResult LOADED = new WorkResult.MachineLoaded(1, List.of(), List.of());

    private final WorkPool pool = new WorkPool(SystemSources.TICKER, new StageMeter(SystemSources.TICKER, 2));

    private CompletableFuture<WorkResult> handIn() {
        CompletableFuture<WorkResult> result = new CompletableFuture<>();
        pool.run(new VaultWork.LoadMachine(List.of()), work -> result.join(), done -> {});
        return result;
    }

    @Test
    void whoWaitedInVainOnceStillWaitsForAllThatRuns() {
        CompletableFuture<WorkResult> one = handIn();
        CompletableFuture<WorkResult> two = handIn();
        assertThat(pool.awaitIdle(SHORT)).isFalse();
        one.complete(LOADED);
        assertThat(pool.awaitIdle(SHORT)).isFalse();
        assertThat(pool.awaitIdle(SHORT)).isFalse();
        two.complete(LOADED);
        assertThat(pool.awaitIdle(Duration.ofSeconds(20))).isTrue();
        assertThat(pool.awaitIdle(SHORT)).isTrue();
    }
}
