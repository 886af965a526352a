package io.leeward.vault.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeward.kernel.Outcome;
import io.leeward.kernel.bytes.BlockHash;
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
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SegmentTest {
    private static final DiskId DISK = new DiskId("disk-1");

    private final MemoryBlobStore store = new MemoryBlobStore();
    private final Vault vault = Vaults.create(store, 1);
    private final Epoch epoch = Vaults.firstEpoch(vault, DISK, 1 << 30);

    @ParameterizedTest
    @EnumSource(Compression.class)
    void whatWasSealedIsReadBackByteForByte(Compression compression) {
        SampleSegment sample = SampleSegment.seal(epoch, 7, compression, new SeededEntropy(3));
        BlobName name = Names.segment(DISK, 1, 7);
        vault.store().create(name, ByteBuffer.wrap(sample.bytes()));

        SegmentReader reader = new SegmentReader(vault.store(), new SegmentBuffers());
        StoredSegment segment = reader.open(SegmentScope.journal(epoch), name, 7);

        assertThat(segment.index().first()).isEqualTo(7);
        assertThat(segment.index().last()).isEqualTo(7 + sample.frames().size() - 1);
        assertThat(segment.index().marks()).containsExactly(SampleSegment.MARK_AT_10);
        assertThat(SampleSegment.readAll(reader, segment)).isEqualTo(SampleSegment.copies(sample.frames()));
        assertThat(reader.last(SegmentScope.journal(epoch), name, 7))
                .hasValue(segment.index().last());
    }

    @Test
    void theIndexHoldsTheHashOfEveryBlock() {
        SampleSegment sample = SampleSegment.seal(epoch, 7, Compression.SNAPPY, new SeededEntropy(3));
        SegmentIndex index = SegmentVerifier.verify(epoch, 7, SegmentSource.of(ByteBuffer.wrap(sample.bytes())))
                .orThrow();

        for (Frame frame : sample.frames()) {
            if (frame instanceof Frame.Data data) {
                SegmentEntry entry = index.entry(data.sequence()).orElseThrow();
                assertThat(index.hashes(entry)).isEqualTo(new BlockHash().hash(data.bytes()));
            }
        }
    }

    @Test
    void directAndHeapSourcesGiveTheSameBytes() {
        byte[] block = new byte[8192];
        block[5] = 9;
        SegmentSealer heap = new SegmentSealer(epoch, 1, Compression.SNAPPY, new SeededEntropy(5));
        SegmentSealer direct = new SegmentSealer(epoch, 1, Compression.SNAPPY, new SeededEntropy(5));
        assertThat(SampleSegment.copy(heap.header())).isEqualTo(SampleSegment.copy(direct.header()));

        ByteBuffer sealedHeap = heap.seal(new Frame.Data(1, 4096, ByteBuffer.wrap(block)));
        ByteBuffer source = ByteBuffer.allocateDirect(8192).put(block).flip();
        assertThat(direct.seal(new Frame.Data(1, 4096, source))).isEqualTo(sealedHeap);
        assertThat(source.remaining()).isEqualTo(8192);
    }

    @Test
    void sequencesHaveNoGaps() {
        SegmentSealer sealer = new SegmentSealer(epoch, 5, Compression.SNAPPY, new SeededEntropy(5));
        sealer.header();
        sealer.seal(new Frame.Zeros(5, 0, 4096));

        assertThatThrownBy(() -> sealer.seal(new Frame.Zeros(7, 0, 4096))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> sealer.seal(new Frame.Zeros(5, 0, 4096))).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aFullSegmentTakesNoFurtherFrame() {
        SegmentSealer sealer = new SegmentSealer(epoch, 1, Compression.SNAPPY, new SeededEntropy(5));
        sealer.header();
        long sequence = 1;
        while (!sealer.full()) {
            sealer.seal(new Frame.Zeros(sequence++, 0, 4096));
        }

        long next = sequence;
        assertThat(sealer.index().entries()).hasSize(SegmentFormat.MOST_FRAMES);
        assertThatThrownBy(() -> sealer.seal(new Frame.Zeros(next, 0, 4096))).isInstanceOf(IllegalStateException.class);
        sealer.finish();
        assertThat(sealer.bytes()).isLessThan(SegmentSealer.LARGEST_BYTES);
        assertThatThrownBy(sealer::finish).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aLargeIndexTakesMoreThanOneRecordAndIsRead() {
        SegmentSealer sealer = new SegmentSealer(epoch, 1, Compression.SNAPPY, new SeededEntropy(5));
        java.io.ByteArrayOutputStream out = new java.io.ByteArrayOutputStream();
        out.writeBytes(SampleSegment.copy(sealer.header()));
        for (long sequence = 1; !sealer.full(); sequence++) {
            out.writeBytes(SampleSegment.copy(
                    sealer.seal(new Frame.Data(sequence, sequence * 4096, SampleSegment.text(5000)))));
        }
        out.writeBytes(SampleSegment.copy(sealer.finish()));
        BlobName name = Names.segment(DISK, 1, 1);
        vault.store().create(name, ByteBuffer.wrap(out.toByteArray()));

        StoredSegment segment =
                new SegmentReader(vault.store(), new SegmentBuffers()).open(SegmentScope.journal(epoch), name, 1);
        assertThat(segment.index().entries()).hasSize(sealer.index().entries().size());
        assertThat(segment.index().entries()).isEqualTo(sealer.index().entries());
    }

    @Test
    void twoSegmentsOfTheSameFramesHaveNothingInCommon() {
        SampleSegment one = SampleSegment.seal(epoch, 1, Compression.SNAPPY, new SeededEntropy(3));
        SampleSegment two = SampleSegment.seal(epoch, 1, Compression.SNAPPY, new SeededEntropy(4));

        assertThat(one.bytes()).hasSameSizeAs(two.bytes());
        byte[] first = java.util.Arrays.copyOfRange(
                one.bytes(), SegmentFormat.HEADER_BYTES + 16, SegmentFormat.HEADER_BYTES + 64);
        byte[] second = java.util.Arrays.copyOfRange(
                two.bytes(), SegmentFormat.HEADER_BYTES + 16, SegmentFormat.HEADER_BYTES + 64);
        assertThat(first).isNotEqualTo(second);
    }

    @Test
    void verificationAcceptsAClosedSegmentOnly() {
        SampleSegment sample = SampleSegment.seal(epoch, 7, Compression.SNAPPY, new SeededEntropy(3));

        assertThat(SegmentVerifier.verify(epoch, 7, SegmentSource.of(ByteBuffer.wrap(sample.bytes()))))
                .isInstanceOf(Outcome.Done.class);
        assertThat(SegmentVerifier.verify(epoch, 8, SegmentSource.of(ByteBuffer.wrap(sample.bytes()))))
                .isInstanceOf(Outcome.Failed.class);
        assertThat(SegmentVerifier.verify(epoch, 7, SegmentSource.of(ByteBuffer.wrap(sample.openBytes()))))
                .isInstanceOf(Outcome.Failed.class);
    }

    @Test
    void framesOfTheWrongEpochDoNotOpen() {
        SampleSegment sample = SampleSegment.seal(epoch, 7, Compression.SNAPPY, new SeededEntropy(3));
        Epoch next = Vaults.firstEpoch(vault, DISK, 1 << 30);

        assertThat(SegmentVerifier.verify(next, 7, SegmentSource.of(ByteBuffer.wrap(sample.bytes()))))
                .isInstanceOf(Outcome.Failed.class);
        assertThat(List.of(next.number(), epoch.number())).containsExactly(2L, 1L);
    }
}
