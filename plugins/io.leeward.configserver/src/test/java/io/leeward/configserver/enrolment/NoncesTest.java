package io.leeward.configserver.enrolment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class NoncesTest {
    private final AtomicLong time = new AtomicLong();
    private final Nonces nonces = new Nonces(new SecureRandom()::nextBytes, time::get);
    private final ByteBuffer client = ByteBuffer.wrap(new byte[] {1, 2, 3});

    @Test
    void aNonceIsGoodOnceAndForItsClientOnly() {
        ByteBuffer nonce = nonces.issue(client);
        assertThat(nonces.redeem(nonce, client)).isTrue();
        assertThat(nonces.redeem(nonce, client)).isFalse();
        ByteBuffer other = nonces.issue(client);
        assertThat(nonces.redeem(other, ByteBuffer.wrap(new byte[] {9}))).isFalse();
        assertThat(nonces.redeem(other, client)).isFalse();
    }

    @Test
    void aNonceIsGoodForAMinute() {
        ByteBuffer early = nonces.issue(client);
        time.addAndGet(Nonces.LIFE.toNanos() - 1);
        assertThat(nonces.redeem(early, client)).isTrue();
        ByteBuffer late = nonces.issue(client);
        time.addAndGet(Nonces.LIFE.toNanos());
        assertThat(nonces.redeem(late, client)).isFalse();
    }

    @Test
    void theOldestGivesWayWhenThereAreTooMany() {
        ByteBuffer oldest = nonces.issue(client);
        ByteBuffer second = nonces.issue(client);
        for (int i = 1; i < Nonces.MOST; i++) {
            nonces.issue(client);
        }
        assertThat(nonces.redeem(oldest, client)).isFalse();
        assertThat(nonces.redeem(second, client)).isTrue();
    }
}
