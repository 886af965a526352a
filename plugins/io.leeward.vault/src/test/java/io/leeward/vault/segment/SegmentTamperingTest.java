package io.leeward.vault.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.fail;

import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import io.leeward.model.Compression;
import io.leeward.model.DiskId;
import io.leeward.vault.SeededEntropy;
import io.leeward.vault.Vault;
import io.leeward.vault.Vaults;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.MemoryBlobStore;
import io.leeward.vault.epoch.Epoch;
import io.leeward.vault.layout.Names;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SegmentTamperingTest {
    private static final DiskId DISK = new DiskId("disk-1");

    private final MemoryBlobStore store = new MemoryBlobStore();
    private final Vault vault = Vaults.create(store, 1);
    private final Epoch epoch = Vaults.firstEpoch(vault, DISK, 1 << 30);
    private final List<Frame> frames = List.of(
            new Frame.Data(1, 0, SampleSegment.text(6000)),
            new Frame.Data(2, 8192, SampleSegment.noise(300, 1)),
            new Frame.Zeros(3, 16_384, 4096),
            SampleSegment.mark(4),
            new Frame.Data(5, 0, SampleSegment.text(6000)));
    private final SampleSegment sample =
            SampleSegment.seal(frames, new SegmentSealer(epoch, 1, Compression.SNAPPY, new SeededEntropy(8)));
    private final BlobName name = Names.segment(DISK, 1, 1);

    @Test
    void everyAlteredByteFailsVerificationAndNeverGivesOtherData() {
        for (int i = 0; i < sample.bytes().length; i++) {
            byte[] bad = sample.bytes().clone();
            bad[i] ^= (byte) (1 << i % 8);
            assertNoOtherData(bad, "byte " + i);
            assertThat(verify(bad)).as("byte %s", i).isInstanceOf(Outcome.Failed.class);
        }
    }

    @Test
    void everyShorterSegmentFailsVerificationAndNeverGivesOtherData() {
        for (int length = 0; length < sample.bytes().length; length++) {
            byte[] bad = Arrays.copyOf(sample.bytes(), length);
            assertThat(verify(bad)).as("length %s", length).isInstanceOf(Outcome.Failed.class);
            store.overwrite(name, bad);
            assertThatThrownBy(this::readAll).as("length %s", length).isInstanceOf(IssueException.class);
        }
    }

    @Test
    void aLongerSegmentFailsVerification() {
        assertThat(verify(Arrays.copyOf(sample.bytes(), sample.bytes().length + 1)))
                .isInstanceOf(Outcome.Failed.class);
        byte[] padded = new byte[sample.bytes().length + 7];
        System.arraycopy(sample.bytes(), 0, padded, 7, sample.bytes().length);
        assertThat(verify(padded)).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void randomDamageNeverGivesOtherData() {
        Random random = new Random(77);
        for (int round = 0; round < 2000; round++) {
            byte[] bad = sample.bytes().clone();
            for (int i = 0; i <= random.nextInt(4); i++) {
                int at = random.nextInt(bad.length);
                int length = Math.min(1 + random.nextInt(40), bad.length - at);
                byte[] noise = new byte[length];
                random.nextBytes(noise);
                System.arraycopy(noise, 0, bad, at, length);
            }
            if (!Arrays.equals(bad, sample.bytes())) {
                assertNoOtherData(bad, "round " + round);
                assertThat(verify(bad)).as("round %s", round).isInstanceOf(Outcome.Failed.class);
            }
        }
    }

    @Test
    void lengthsThatPromiseMuchAllocateNothing() {
        for (int at : new int[] {
            SegmentFormat.HEADER_BYTES, sample.bytes().length - 128 + 32, sample.bytes().length - 128 + 36
        }) {
            byte[] bad = sample.bytes().clone();
            ByteBuffer.wrap(bad).putInt(at, Integer.MAX_VALUE);
            assertThat(verify(bad)).isInstanceOf(Outcome.Failed.class);
            assertNoOtherData(bad, "length at " + at);
        }
    }

    @Test
    void reorderedFramesAreNoticed() {
        int first = SegmentFormat.HEADER_BYTES;
        int fourth = sample.ends().get(3);
        int firstLength = sample.ends().get(0) - first;
        int lastLength = sample.ends().get(4) - fourth;
        assertThat(firstLength).isEqualTo(lastLength);
        byte[] bad = sample.bytes().clone();
        System.arraycopy(sample.bytes(), first, bad, fourth, lastLength);
        System.arraycopy(sample.bytes(), fourth, bad, first, firstLength);

        assertThat(verify(bad)).isInstanceOf(Outcome.Failed.class);
        store.overwrite(name, bad);
        assertThatThrownBy(this::readAll).hasMessageContaining("VAULT-NOT-AUTHENTIC");

        ByteBuffer.wrap(bad).putLong(first + 8, 1).putLong(fourth + 8, 5);
        store.overwrite(name, bad);
        assertThatThrownBy(this::readAll).hasMessageContaining("VAULT-NOT-AUTHENTIC");
    }

    @Test
    void swappedSegmentsAreNoticed() {
        SampleSegment second = SampleSegment.seal(
                List.of(new Frame.Zeros(6, 0, 4096)),
                new SegmentSealer(epoch, 6, Compression.SNAPPY, new SeededEntropy(9)));
        store.overwrite(name, second.bytes());
        assertThatThrownBy(this::readAll).hasMessageContaining("VAULT-NOT-AUTHENTIC");
        assertThat(verify(second.bytes())).isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void aSegmentOfAnotherDiskOrEpochIsNoticed() {
        for (DiskId disk : List.of(DISK, new DiskId("disk-2"))) {
            Epoch other = Vaults.firstEpoch(vault, disk, 1 << 30);
            SampleSegment foreign =
                    SampleSegment.seal(frames, new SegmentSealer(other, 1, Compression.SNAPPY, new SeededEntropy(9)));
            store.overwrite(name, foreign.bytes());
            assertThatThrownBy(this::readAll).hasMessageContaining("VAULT-NOT-AUTHENTIC");
        }
    }

    @Test
    void aBaseLayerIsNotTakenForAJournalNorForAnotherLayer() {
        SegmentScope layer = SegmentScope.layer(epoch, 9);
        SampleSegment part = SampleSegment.seal(
                frames, new SegmentSealer(layer, 1, Compression.SNAPPY, new SeededEntropy(9), new SegmentBuffers()));
        SegmentSource source = SegmentSource.of(ByteBuffer.wrap(part.bytes()));
        assertThat(SegmentVerifier.verify(layer, 1, source, new SegmentBuffers()))
                .isInstanceOf(Outcome.Done.class);
        assertThat(verify(part.bytes())).isInstanceOf(Outcome.Failed.class);
        assertThat(SegmentVerifier.verify(SegmentScope.layer(epoch, 8), 1, source, new SegmentBuffers()))
                .isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void aMissingSegmentIsSaidToBeMissing() {
        assertThatThrownBy(this::readAll).hasMessageContaining("missing").hasMessageContaining(name.value());
    }

    private Outcome<SegmentIndex> verify(byte[] bytes) {
        return SegmentVerifier.verify(epoch, 1, SegmentSource.of(ByteBuffer.wrap(bytes)));
    }

    /**
     * Reading through the index either fails as an issue or gives exactly the frames; damage outside of what is read
     * may go unseen.
     */
    private void assertNoOtherData(byte[] bad, String what) {
        store.overwrite(name, bad);
        try {
            assertThat(readAll()).as(what).isEqualTo(SampleSegment.copies(frames));
        } catch (IssueException noticed) {
            assertThat(noticed.issue().code()).as(what).isEqualTo("VAULT-NOT-AUTHENTIC");
        } catch (RuntimeException other) {
            fail(what, other);
        }
    }

    private List<Frame> readAll() {
        SegmentReader reader = new SegmentReader(store, new SegmentBuffers());
        return SampleSegment.readAll(reader, reader.open(SegmentScope.journal(epoch), name, 1));
    }
}
