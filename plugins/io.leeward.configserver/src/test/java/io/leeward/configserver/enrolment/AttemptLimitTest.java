package io.leeward.configserver.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class AttemptLimitTest {
    private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 5);
    private final AttemptLimit limit = new AttemptLimit(AttemptLimit.MOST_FAILURES, time::get);

    @Test
    void anAddressIsSuspendedUntilItsWindowEndsAndOthersAreNot() {
        for (int i = 0; i < AttemptLimit.MOST_FAILURES; i++) {
            assertThat(limit.exhausted("10.0.0.1")).isFalse();
            limit.count("10.0.0.1");
        }
        assertThat(limit.exhausted("10.0.0.1")).isTrue();
        assertThat(limit.exhausted("10.0.0.2")).isFalse();
        time.addAndGet(AttemptLimit.WINDOW.toNanos());
        assertThat(limit.exhausted("10.0.0.1")).isFalse();
        limit.count("10.0.0.1");
        assertThat(limit.exhausted("10.0.0.1")).isFalse();
    }

    @Test
    void strangersDoNotFillTheMemory() {
        for (int i = 0; i < AttemptLimit.MOST_ADDRESSES * 2; i++) {
            limit.count("address-" + i);
        }
        assertThat(limit.addresses()).isEqualTo(AttemptLimit.MOST_ADDRESSES);
    }
}
