package io.leeward.operations.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leeward.operations.live.LiveView;
import io.leeward.operations.live.Snapshot;
import io.leeward.operations.memory.MemoryEngine;
import io.leeward.operations.memory.MemoryStores;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnapshotTest {
    private final MemoryEngine engine = Site.engine(new MemoryStores());

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void aSnapshotShowsTheWholeSite() {
        Site.create(engine.operations()).orThrow();
        Site.protectedMachine(engine, "db-01", Site.disk(5));
        Snapshot snapshot = engine.operations().live().now();
        assertThat(snapshot.vault()).isPresent();
        assertThat(snapshot.servers()).hasSize(1);
        assertThat(snapshot.machines()).singleElement().satisfies(machine -> assertThat(machine.name())
                .isEqualTo("db-01"));
        assertThat(snapshot.jobs()).isNotEmpty();
        assertThat(snapshot.newestEvent()).isPositive();
        assertThat(snapshot.bottleneck()).isEqualTo("upload");
    }

    @Test
    void aWatcherSeesChangesAtMostFourTimesASecondAndNoneAfterClosing() throws Exception {
        List<Snapshot> seen = new CopyOnWriteArrayList<>();
        List<Long> times = new CopyOnWriteArrayList<>();
        AtomicLong afterClosing = new AtomicLong();
        AutoCloseable watch = engine.operations().live().watch(snapshot -> {
            times.add(System.nanoTime());
            seen.add(snapshot);
            afterClosing.incrementAndGet();
        });
        await().atMost(Site.PATIENCE).until(() -> !seen.isEmpty());
        engine.enrolment().enrol("web-01", 4096);
        await().atMost(Site.PATIENCE).until(() -> !seen.getLast().machines().isEmpty() && times.size() > 3);
        watch.close();
        afterClosing.set(0);
        Duration least = LiveView.PERIOD.minusMillis(50);
        for (int i = 2; i < times.size(); i++) {
            assertThat(Duration.ofNanos(times.get(i) - times.get(i - 1))).isGreaterThan(least);
        }
        assertThat(seen).isSortedAccordingTo((a, b) -> Long.compare(a.version(), b.version()));
        engine.enrolment().enrol("web-02", 4096);
        await().during(Duration.ofMillis(600)).atMost(Site.PATIENCE).until(() -> afterClosing.get() == 0);
    }
}
