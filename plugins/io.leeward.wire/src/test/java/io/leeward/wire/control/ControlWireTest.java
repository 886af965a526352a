package io.leeward.wire.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeward.kernel.Secret;
import io.leeward.wire.Frame;
import io.leeward.wire.FrameType;
import io.leeward.wire.WireException;
import io.leeward.wire.control.ControlMessage.EnrolDisk;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ControlWireTest {
    private static final List<EnrolDisk> DISKS =
            List.of(new EnrolDisk("d-1", "/dev/sda", "WD-123", 1L << 40), new EnrolDisk("d-2", "/srv/ñ.img", "", 4096));

    static ByteBuffer random(long seed, int length) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }

    static ControlMessage.Enrol enrol() {
        return new ControlMessage.Enrol(
                "web-1", random(1, 32), random(2, 32), random(3, 500), random(4, 32), DISKS, random(5, 32));
    }

    static List<ControlMessage> messages() {
        return List.of(
                new ControlMessage.ChallengeWanted(random(1, 32)),
                new ControlMessage.Challenge(random(2, 32)),
                enrol(),
                new ControlMessage.Enrolled(
                        "m-1", List.of("d-1", "d-2"), List.of(random(6, 700), random(7, 800)), random(8, 32)),
                new ControlMessage.Renew(random(9, 400)),
                new ControlMessage.Renewed(List.of(random(6, 700))),
                new ControlMessage.Heartbeat("0.1", "compare", "replicating", DISKS),
                new ControlMessage.Assignment(true, List.of("a:9443", "b:9443"), 5000),
                new ControlMessage.Refusal("ENROL-KEY", "The registration key has expired.", "Make a new one."));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void everyMessageReadsBackAsItWasWritten(ControlMessage message) {
        assertThat(ControlWire.decode(ControlWire.encode(message))).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void bytesOfAnyKindGiveAMessageOrAWireException(long seed) {
        Random random = new Random(seed);
        List<ControlMessage> messages = messages();
        int accepted = 0;
        for (int i = 0; i < 20_000; i++) {
            ByteBuffer encoded = ControlWire.encode(messages.get(random.nextInt(messages.size())));
            ByteBuffer frame =
                    ByteBuffer.allocate(encoded.remaining()).put(encoded).flip();
            for (int j = random.nextInt(3); j >= 0; j--) {
                frame.put(Frame.HEADER_BYTES + random.nextInt(frame.limit() - Frame.HEADER_BYTES), (byte)
                        random.nextInt(256));
            }
            if (random.nextInt(4) == 0) {
                frame.limit(Frame.HEADER_BYTES + random.nextInt(frame.limit() - Frame.HEADER_BYTES + 1));
            }
            Frame.seal(FrameType.of(frame.get(3)), frame);
            accepted += decodes(frame) ? 1 : 0;
        }
        assertThat(accepted)
                .as("the fuzzer reaches the fields behind the checksum")
                .isGreaterThan(100);
    }

    private static boolean decodes(ByteBuffer frame) {
        try {
            assertThat(ControlWire.encode(ControlWire.decode(frame))).isEqualTo(frame);
            return true;
        } catch (WireException e) {
            return false;
        }
    }

    @Test
    void noiseAndShortBodiesAreRefused() {
        Random random = new Random(3);
        for (int i = 0; i < 5_000; i++) {
            ByteBuffer noise = random(random.nextLong(), random.nextInt(64));
            assertThatThrownBy(() -> ControlWire.decode(noise)).isInstanceOf(WireException.class);
        }
    }

    @Test
    void theProofOfARequestDependsOnKeyCertificateAndEveryField() {
        Secret key = Secret.ofText("registration-key");
        ByteBuffer certificate = random(20, 900);
        ControlMessage.Enrol enrol = enrol();
        ByteBuffer proof = EnrolProof.ofRequest(key, certificate, enrol);
        assertThat(EnrolProof.equal(proof, EnrolProof.ofRequest(key, certificate, withName(enrol, "web-1"))))
                .isTrue();
        assertThat(EnrolProof.equal(proof, EnrolProof.ofRequest(Secret.ofText("other"), certificate, enrol)))
                .isFalse();
        assertThat(EnrolProof.equal(proof, EnrolProof.ofRequest(key, random(21, 900), enrol)))
                .isFalse();
        assertThat(EnrolProof.equal(proof, EnrolProof.ofRequest(key, certificate, withName(enrol, "web-2"))))
                .isFalse();
        assertThat(EnrolProof.equal(
                        proof, EnrolProof.ofRequest(key, certificate, withDisks(enrol, DISKS.subList(0, 1)))))
                .isFalse();
    }

    @Test
    void theProofOfAnAnswerDependsOnKeyNoncesDisksAndCertificates() {
        Secret key = Secret.ofText("registration-key");
        ControlMessage.Enrolled answer = (ControlMessage.Enrolled) messages().get(3);
        ByteBuffer proof = EnrolProof.ofAnswer(key, random(2, 32), random(1, 32), answer);
        assertThat(EnrolProof.ofAnswer(key, random(2, 32), random(1, 32), answer))
                .isEqualTo(proof);
        assertThat(EnrolProof.ofAnswer(key, random(1, 32), random(2, 32), answer))
                .isNotEqualTo(proof);
        ControlMessage.Enrolled other =
                new ControlMessage.Enrolled("m-1", answer.disks(), List.of(random(6, 700)), random(8, 32));
        assertThat(EnrolProof.ofAnswer(key, random(2, 32), random(1, 32), other))
                .isNotEqualTo(proof);
        ControlMessage.Enrolled disks =
                new ControlMessage.Enrolled("m-1", List.of("d-2", "d-1"), answer.certificates(), answer.proof());
        assertThat(EnrolProof.ofAnswer(key, random(2, 32), random(1, 32), disks))
                .isNotEqualTo(proof);
    }

    private static ControlMessage.Enrol withName(ControlMessage.Enrol enrol, String name) {
        return new ControlMessage.Enrol(
                name,
                enrol.clientNonce(),
                enrol.serverNonce(),
                enrol.signingRequest(),
                enrol.incarnation(),
                enrol.disks(),
                random(99, 32));
    }

    private static ControlMessage.Enrol withDisks(ControlMessage.Enrol enrol, List<EnrolDisk> disks) {
        return new ControlMessage.Enrol(
                enrol.name(),
                enrol.clientNonce(),
                enrol.serverNonce(),
                enrol.signingRequest(),
                enrol.incarnation(),
                disks,
                enrol.proof());
    }
}
