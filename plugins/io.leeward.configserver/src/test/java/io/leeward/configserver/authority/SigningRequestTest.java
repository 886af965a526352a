package io.leeward.configserver.authority;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.kernel.Outcome;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SigningRequestTest {
    @Test
    void aRequestSignedWithItsOwnKeyGivesThatKey() {
        AgentKey key = AgentKey.fresh();
        assertThat(SigningRequest.verify(key.request()))
                .isEqualTo(Outcome.done(key.pair().getPublic()));
    }

    @Test
    void aRequestForSomeoneElsesKeyIsRefused() {
        assertThat(SigningRequest.verify(AgentKey.fresh().requestSignedBy(AgentKey.fresh())))
                .isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void aKeyOnAnotherCurveIsRefused() {
        assertThat(SigningRequest.verify(AgentKey.on("secp384r1").request())).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void anythingElseIsRefused() {
        Random random = new Random(7);
        byte[] good = AgentKey.fresh().request().array();
        for (int round = 0; round < 500; round++) {
            byte[] damaged = good.clone();
            damaged[random.nextInt(damaged.length)] ^= (byte) (1 + random.nextInt(255));
            byte[] shorter = java.util.Arrays.copyOf(damaged, random.nextInt(damaged.length));
            assertThat(SigningRequest.verify(ByteBuffer.wrap(shorter))).isInstanceOf(Outcome.Refused.class);
        }
        assertThat(SigningRequest.verify(ByteBuffer.allocate(SigningRequest.LARGEST_BYTES + 1)))
                .isInstanceOf(Outcome.Refused.class);
    }
}
