package io.leeward.processserver.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;

class AdaptiveLimitTest {
    private final AdaptiveLimit limit = new AdaptiveLimit(4, 16);

    @Test
    void successesLetOneMoreRunAndFailuresHalfAsMany() {
        for (int i = 0; i < 4; i++) {
            limit.end(limit.begin(), false);
        }
        assertThat(limit.limit()).isEqualTo(5);
        limit.end(limit.begin(), true);
        assertThat(limit.limit()).isEqualTo(2);
    }

    @Test
    void whatFailedTogetherCountsOnce() {
        int first = limit.begin();
        int second = limit.begin();
        limit.end(first, true);
        limit.end(second, true);
        assertThat(limit.limit()).isEqualTo(2);
    }

    @Test
    void theLimitStaysWithinItsBounds() {
        for (int i = 0; i < 1_000; i++) {
            limit.end(limit.begin(), false);
        }
        assertThat(limit.limit()).isEqualTo(16);
        for (int i = 0; i < 10; i++) {
            limit.end(limit.begin(), true);
        }
        assertThat(limit.limit()).isEqualTo(1);
    }

    @Test
    void whoComesTooManyWaits() {
        for (int i = 0; i < 4; i++) {
            limit.begin();
        }
        Thread fifth = Thread.ofVirtual().start(limit::begin);
        await().until(() -> fifth.getState() == Thread.State.WAITING);
        limit.end(0, false);
        await().until(() -> !fifth.isAlive());
        assertThat(limit.running()).isEqualTo(4);
    }
}
