package io.leeward.vault.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.kernel.Outcome;
import io.leeward.model.Compression;
import io.leeward.model.DiskId;
import io.leeward.vault.SeededEntropy;
import io.leeward.vault.Vault;
import io.leeward.vault.Vaults;
import io.leeward.vault.blob.MemoryBlobStore;
import io.leeward.vault.epoch.Epoch;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SegmentRecoveryTest {
    private final Vault vault = Vaults.create(new MemoryBlobStore(), 1);
    private final Epoch epoch = Vaults.firstEpoch(vault, new DiskId("disk-1"), 1 << 30);
    private final SampleSegment sample = SampleSegment.seal(
            List.of(
                    new Frame.Data(7, 0, SampleSegment.text(5000)),
                    new Frame.Data(8, 8192, SampleSegment.noise(300, 1)),
                    SampleSegment.mark(9),
                    new Frame.Zeros(10, 16_384, 4096)),
            new SegmentSealer(epoch, 7, Compression.SNAPPY, new SeededEntropy(8)));

    @Test
    void aSegmentTornAtAnyByteKeepsItsWholeFramesAndNoMore() {
        for (int length = 0; length <= sample.bytes().length; length++) {
            byte[] torn = Arrays.copyOf(sample.bytes(), length);
            assertRecovered(torn, wholeFrames(length), length == sample.bytes().length, "cut at " + length);
        }
    }

    @Test
    void garbageOrZerosBehindTheTearChangeNothing() {
        for (int length = 0; length < sample.framesEnd(); length += 7) {
            byte[] zeros = Arrays.copyOf(Arrays.copyOf(sample.bytes(), length), length + 3000);
            int wholeOrMore = wholeFrames(length);
            assertRecovered(zeros, atLeast(zeros, wholeOrMore), false, "zeros from " + length);

            byte[] garbage = zeros.clone();
            ByteBuffer noise = SampleSegment.noise(3000, length);
            noise.get(garbage, length, 3000);
            assertRecovered(garbage, wholeOrMore, false, "garbage from " + length);
        }
    }

    @Test
    void aTornSegmentIsNeverSealedAgainUnderTheKeyOfItsFrames() {
        byte[] torn = Arrays.copyOf(sample.bytes(), sample.bytes().length - 1);
        byte[] first = SampleSegment.copy(((SegmentRecovery.Torn) recover(torn, 1)).end());
        byte[] second = SampleSegment.copy(((SegmentRecovery.Torn) recover(torn, 2)).end());

        assertThat(first).hasSameSizeAs(second);
        assertThat(Arrays.copyOfRange(first, 16, 64)).isNotEqualTo(Arrays.copyOfRange(second, 16, 64));
        byte[] original = Arrays.copyOfRange(sample.bytes(), sample.framesEnd(), sample.bytes().length);
        assertThat(Arrays.copyOfRange(first, 16, 64)).isNotEqualTo(Arrays.copyOfRange(original, 16, 64));
    }

    @Test
    void aSegmentOfAnotherEpochIsNotTaken() {
        Epoch other = Vaults.firstEpoch(vault, new DiskId("disk-1"), 1 << 30);

        assertThat(SegmentRecovery.recover(
                        other, SegmentSource.of(ByteBuffer.wrap(sample.bytes())), new SeededEntropy(1)))
                .isInstanceOf(SegmentRecovery.Empty.class);
    }

    @Test
    void aBitFlippedInAFrameCutsThereAndNotLater() {
        for (int frame = 0; frame < sample.ends().size(); frame++) {
            byte[] bad = sample.openBytes();
            bad[sample.ends().get(frame) - 1] ^= 1;
            assertRecovered(bad, frame, false, "frame " + frame);
        }
    }

    private void assertRecovered(byte[] bytes, int frames, boolean closed, String what) {
        switch (recover(bytes, 3)) {
            case SegmentRecovery.Empty empty -> assertThat(frames).as(what).isZero();
            case SegmentRecovery.Closed(SegmentIndex index) ->
                assertThat(closed).as(what).isTrue();
            case SegmentRecovery.Torn(long validBytes, SegmentIndex index, ByteBuffer end) -> {
                assertThat(closed).as(what).isFalse();
                assertThat(index.entries()).as(what).hasSize(frames);
                assertThat(validBytes).as(what).isEqualTo((long) sample.ends().get(frames - 1));
                byte[] whole = Arrays.copyOf(bytes, (int) validBytes + end.remaining());
                end.get(whole, (int) validBytes, end.remaining());
                Outcome<SegmentIndex> verified =
                        SegmentVerifier.verify(epoch, 7, SegmentSource.of(ByteBuffer.wrap(whole)));
                assertThat(verified).as(what).isInstanceOf(Outcome.Done.class);
                assertThat(verified.orThrow().last()).as(what).isEqualTo(7 + frames - 1);
            }
        }
    }

    private SegmentRecovery recover(byte[] bytes, long seed) {
        return SegmentRecovery.recover(epoch, SegmentSource.of(ByteBuffer.wrap(bytes)), new SeededEntropy(seed));
    }

    private int wholeFrames(int length) {
        return (int) sample.ends().stream().filter(end -> end <= length).count();
    }

    /** Zeros may happen to be what was cut off, so that one frame more is whole. */
    private int atLeast(byte[] bytes, int frames) {
        int whole = frames;
        while (whole < sample.ends().size()
                && Arrays.equals(
                        bytes,
                        0,
                        sample.ends().get(whole),
                        sample.bytes(),
                        0,
                        sample.ends().get(whole))) {
            whole++;
        }
        return whole;
    }
}
