package io.leeward.vault.restore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeward.kernel.IssueException;
import io.leeward.kernel.Progress;
import io.leeward.kernel.bytes.Block;
import io.leeward.kernel.bytes.BlockHash;
import io.leeward.model.DiskCut;
import io.leeward.model.Position;
import io.leeward.vault.SeededEntropy;
import io.leeward.vault.Vaults;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.epoch.Epoch;
import io.leeward.vault.epoch.Epochs;
import io.leeward.vault.epoch.Line;
import io.leeward.vault.journal.BaseLayer;
import io.leeward.vault.journal.BlockHashes;
import io.leeward.vault.journal.JournalPath;
import io.leeward.vault.journal.JournalWriter;
import io.leeward.vault.journal.Lanes;
import io.leeward.vault.journal.StoredWatermark;
import io.leeward.vault.journal.ThreadLanes;
import io.leeward.vault.layout.Names;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PointRestoreTest {
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void everyPositionOfEveryLineIsRestoredExactly(long seed) {
        ModelHistory history = new ModelHistory(seed);
        history.live(5);
        Random random = new Random(seed);
        history.states.forEach((position, disk) -> {
            int region = 1 + random.nextInt(80);
            assertThat(restore(history, position, List.of(), Lanes.ONE, region, random.nextBoolean()))
                    .as("seed %s position %s", seed, position)
                    .isEqualTo(disk);
        });
    }

    @ParameterizedTest
    @ValueSource(longs = {21, 22, 23, 24})
    void baseLayersChangeNothingAboutWhatIsRestored(long seed) {
        ModelHistory history = new ModelHistory(seed);
        history.live(4);
        for (int i = 0; i < 3; i++) {
            Position at = history.anyPosition();
            if (at.sequence() > 0
                    && history.layers.stream()
                            .noneMatch(layer -> layer.through().equals(at))) {
                history.addLayer(at);
            }
        }
        try (ThreadLanes lanes = new ThreadLanes(4)) {
            history.states.forEach(
                    (position, disk) -> assertThat(restore(history, position, history.layers, lanes, 1 << 20, false))
                            .as("seed %s position %s", seed, position)
                            .isEqualTo(disk));
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33})
    void hashesAtEveryPositionAreThoseOfTheDisk(long seed) {
        ModelHistory history = new ModelHistory(seed);
        history.live(4);
        history.addLayer(history.states.lastKey());
        Random random = new Random(seed);
        history.states.forEach((position, disk) -> {
            JournalPath path = path(history, position, history.layers);
            BlockHashes hashes = new BlockHashes(path, 1 + random.nextInt(40));
            int blocks = (int) Block.count(history.diskBytes);
            byte[] expected = new BlockHash().hash(ByteBuffer.wrap(disk));
            assertThat(hashes.read(0, blocks))
                    .as("seed %s position %s", seed, position)
                    .isEqualTo(expected);
            int some = random.nextInt(blocks);
            assertThat(hashes.read(some, 3))
                    .isEqualTo(Arrays.copyOfRange(
                            Arrays.copyOf(expected, expected.length + 48),
                            some * BlockHash.BYTES,
                            (some + 3) * BlockHash.BYTES));
        });
    }

    @Test
    void segmentsBelowABaseLayerAreNotNeeded() {
        ModelHistory history = new ModelHistory(41);
        history.live(1);
        Position last = history.states.lastKey();
        BaseLayer layer = history.addLayer(last);
        for (BlobName name : history.store.names()) {
            if (name.value().matches("disks/disk-1/0000000001/[0-9]+\\.seg")) {
                history.store.delete(name);
            }
        }

        assertThat(restore(history, last, List.of(layer), Lanes.ONE, 16, false)).isEqualTo(history.states.get(last));
        assertThatThrownBy(() -> restore(history, last, List.of(), Lanes.ONE, 16, false))
                .isInstanceOf(IssueException.class)
                .hasMessageContaining("VAULT-JOURNAL-GAP");
    }

    @Test
    void aMissingSegmentAnywhereOnThePathIsAGapAndNothingIsCommitted() {
        ModelHistory history = new ModelHistory(42);
        history.live(3);
        Position last = history.states.lastKey();
        JournalPath path = path(history, last, List.of());
        for (int i = 0; i < path.size(); i++) {
            BlobName name = path.source(i).name();
            byte[] content = history.store.bytes(name);
            history.store.delete(name);
            MemoryTarget target = new MemoryTarget(history.diskBytes, true);
            assertThatThrownBy(() -> restoreTo(history, last, List.of(), Lanes.ONE, 1 << 20, target))
                    .as("without %s", name)
                    .isInstanceOf(IssueException.class)
                    .hasMessageContaining("VAULT-JOURNAL-GAP");
            assertThat(target.committed()).isFalse();
            history.store.overwrite(name, content);
        }
    }

    @Test
    void bytesThatWereNeverStoredMakeThePointIncomplete() {
        ModelHistory history = new ModelHistory(43);
        Epoch epoch = Vaults.firstEpoch(history.vault, ModelHistory.DISK, history.diskBytes);
        JournalWriter writer = new JournalWriter(history.vault, epoch, new SeededEntropy(1));
        writer.data(0, new byte[Block.BYTES]);
        writer.close();

        MemoryTarget target = new MemoryTarget(history.diskBytes, false);
        assertThatThrownBy(() -> restoreTo(history, writer.position(), List.of(), Lanes.ONE, 1 << 20, target))
                .isInstanceOf(IssueException.class)
                .hasMessageContaining("POINT-INCOMPLETE")
                .hasMessageContaining("from " + Block.BYTES + " on");
        assertThat(target.committed()).isFalse();
    }

    @Test
    void aDiskThatGrewNeedsItsOldShortEndAgain() {
        ModelHistory history = new ModelHistory(44);
        Epoch epoch = Vaults.firstEpoch(history.vault, ModelHistory.DISK, 2 * Block.BYTES);
        JournalWriter writer = new JournalWriter(history.vault, epoch, new SeededEntropy(1));
        writer.data(0, new byte[2 * Block.BYTES]);
        writer.data(Block.BYTES, new byte[] {1, 2, 3});
        writer.close();

        MemoryTarget grown = new MemoryTarget(2 * Block.BYTES, false);
        DiskCut cut = new DiskCut(ModelHistory.DISK, writer.position(), 2 * Block.BYTES);
        assertThatThrownBy(() -> new PointRestore(history.vault, Lanes.ONE).disk(cut, List.of(), grown, Progress.NONE))
                .hasMessageContaining("POINT-INCOMPLETE");

        MemoryTarget same = new MemoryTarget(Block.BYTES + 3, false);
        DiskCut shorter = new DiskCut(ModelHistory.DISK, writer.position(), Block.BYTES + 3);
        new PointRestore(history.vault, Lanes.ONE).disk(shorter, List.of(), same, Progress.NONE);
        assertThat(same.content()).endsWith(1, 2, 3);
    }

    @Test
    void aCancelledRestoreStopsAndCommitsNothing() {
        ModelHistory history = new ModelHistory(45);
        history.live(2);
        MemoryTarget target = new MemoryTarget(history.diskBytes, true);
        Progress cancelled = new Progress() {
            @Override
            public void at(long done, long total) {}

            @Override
            public void step(String text) {}

            @Override
            public boolean cancelled() {
                return true;
            }
        };
        DiskCut cut = new DiskCut(ModelHistory.DISK, history.states.lastKey(), history.diskBytes);
        assertThatThrownBy(() -> new PointRestore(history.vault, Lanes.ONE).disk(cut, List.of(), target, cancelled))
                .hasMessageContaining("RESTORE-CANCELLED");
        assertThat(target.committed()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(longs = {51, 52, 53})
    void storedIsTheLastSequenceBeforeTheFirstMissingSegment(long seed) {
        ModelHistory history = new ModelHistory(seed);
        history.live(1);
        Epoch epoch = new Epochs(history.vault).require(ModelHistory.DISK, 1);
        StoredWatermark watermark = new StoredWatermark(history.vault);
        long all = history.states.lastKey().sequence();
        assertThat(watermark.through(epoch, 0)).isEqualTo(all);
        assertThat(watermark.through(epoch, all - 1)).isEqualTo(all);

        JournalPath path = path(history, history.states.lastKey(), List.of());
        for (int i = 0; i < path.size(); i++) {
            history.store.delete(path.source(i).name());
            assertThat(watermark.through(epoch, 0)).isEqualTo(path.source(i).first() - 1);
        }
    }

    @Test
    void storedStopsAtAGapWhateverLiesBeyond() {
        ModelHistory history = new ModelHistory(54);
        Epoch epoch = Vaults.firstEpoch(history.vault, ModelHistory.DISK, 1 << 20);
        JournalWriter writer = new JournalWriter(history.vault, epoch, new SeededEntropy(1));
        for (int i = 0; i < 9; i++) {
            writer.zeros(0, 4096);
            if (i % 3 == 2) {
                writer.close();
            }
        }
        history.store.delete(Names.segment(ModelHistory.DISK, 1, 4));

        StoredWatermark watermark = new StoredWatermark(history.vault);
        assertThat(watermark.through(epoch, 0)).isEqualTo(3);
        assertThat(watermark.through(epoch, 6)).isEqualTo(9);
    }

    private static JournalPath path(ModelHistory history, Position position, List<BaseLayer> layers) {
        return JournalPath.list(history.vault, Line.to(new Epochs(history.vault), ModelHistory.DISK, position), layers);
    }

    private static byte[] restore(
            ModelHistory history, Position position, List<BaseLayer> layers, Lanes lanes, int region, boolean zeroed) {
        MemoryTarget target = new MemoryTarget(history.diskBytes, zeroed);
        restoreTo(history, position, layers, lanes, region, target);
        assertThat(target.committed()).isTrue();
        return target.content();
    }

    private static void restoreTo(
            ModelHistory history,
            Position position,
            List<BaseLayer> layers,
            Lanes lanes,
            int region,
            MemoryTarget target) {
        DiskCut cut = new DiskCut(ModelHistory.DISK, position, history.diskBytes);
        DiskRestored done = new PointRestore(history.vault, lanes, region).disk(cut, layers, target, Progress.NONE);
        assertThat(done.dataBytes() + done.zeroBytes()).isEqualTo(history.diskBytes);
    }
}
