package io.leeward.capture.hrl;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.kernel.IssueException;
import io.leeward.kernel.bytes.Block;
import io.leeward.kernel.bytes.Extent;
import io.leeward.kernel.file.MemoryStorage;
import io.leeward.wire.data.ServerMessage.Resume;
import io.leeward.wire.data.ServerMessage.WelcomeDisk;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HrlTest {
    private static final int BLOCKS = 256;
    private static final long DISK = BLOCKS * (long) Block.BYTES;
    private static final Hrl.Limits SMALL = new Hrl.Limits(2048, 16);

    private final MemoryStorage storage = new MemoryStorage();

    private static Extent block(int number) {
        return new Extent(number * (long) Block.BYTES, Block.BYTES);
    }

    private Hrl open() {
        return Hrl.open(storage, "d.hrl", DISK, Hrl.Limits.DEFAULT);
    }

    private static WelcomeDisk welcome(Resume resume, long epoch, long acknowledged, long stored) {
        return new WelcomeDisk(resume, epoch, "spool", acknowledged, stored, "");
    }

    @Test
    void aNewBitMakesASentRangePendingAgain() {
        Hrl hrl = open();
        hrl.mark(block(1));
        hrl.sent(block(1), 5);
        assertThat(hrl.nothingPending()).isTrue();
        hrl.mark(block(1));
        hrl.stored(5);
        assertThat(hrl.pending(block(1)))
                .as("stored 5 does not remove what changed since")
                .isTrue();
    }

    @Test
    void storedRemovesOnlyWhatWasSentWithAtMostThatSequence() {
        Hrl hrl = open();
        for (int i = 0; i < 200; i++) {
            hrl.mark(block(i));
            hrl.sent(block(i), i + 1);
        }
        hrl.stored(100);
        for (int i = 100; i < 200; i++) {
            assertThat(hrl.covers(block(i))).isTrue();
        }
        assertThat(hrl.covers(block(0))).isFalse();
        hrl.stored(200);
        assertThat(hrl.unstoredBytes()).isZero();
    }

    @Test
    void goingOnMakesWhatWasSentBeyondTheAcknowledgedPendingAgain() {
        Hrl hrl = open();
        hrl.begin(welcome(Resume.NEW_INITIAL, 1, 0, 0));
        hrl.sent(new Extent(0, DISK), 1);
        hrl.stored(1);
        hrl.mark(block(7));
        hrl.sent(block(7), 2);
        hrl.begin(welcome(Resume.CONTINUE, 1, 1, 1));
        assertThat(hrl.pendingBytes()).isEqualTo(Block.BYTES);
        assertThat(hrl.pending(block(7))).isTrue();
    }

    @Test
    void aNewEpochSendsAgainWhatIsNotStoredAndAFirstOneEverything() {
        Hrl hrl = open();
        hrl.begin(welcome(Resume.NEW_INITIAL, 1, 0, 0));
        assertThat(hrl.pendingBytes()).isEqualTo(DISK);
        hrl.sent(new Extent(0, DISK), 1);
        hrl.emptied();
        hrl.stored(1);
        hrl.mark(block(9));
        hrl.sent(block(9), 2);
        hrl.begin(welcome(Resume.NEW_CONTINUOUS, 2, 0, 0));
        assertThat(hrl.pendingBytes()).isEqualTo(Block.BYTES);
        assertThat(hrl.state().emptied()).isFalse();
        assertThat(hrl.state().epoch()).isEqualTo(2);
        assertThat(hrl.state().stored()).isZero();
    }

    @Test
    void sequencesAreReservedDurablyBeforeTheyAreUsed() {
        Hrl hrl = open();
        hrl.begin(welcome(Resume.NEW_INITIAL, 1, 0, 0));
        hrl.sync();
        long bound = hrl.state().bound();
        hrl.reserve(bound);
        assertThat(hrl.state().bound()).isEqualTo(bound);
        hrl.reserve(bound + 1);
        storage.crash(new Random(1));
        assertThat(open().state().bound()).isGreaterThan(bound);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
    void neverForgetsWhatIsNotStoredWhereverPowerIsLost(long seed) {
        Random random = new Random(seed);
        TreeMap<Integer, Long> unstored = new TreeMap<>();
        Hrl hrl = Hrl.open(storage, "d.hrl", DISK, SMALL);
        long sequence = 0;
        for (int i = 0; i < 1_500; i++) {
            if (random.nextInt(80) == 0) {
                storage.failFrom(storage.operations() + random.nextInt(12));
            }
            try {
                sequence = change(hrl, random, unstored, sequence);
            } catch (IssueException e) {
                storage.crash(random);
                hrl = Hrl.open(storage, "d.hrl", DISK, SMALL);
                for (int block : unstored.keySet()) {
                    assertThat(hrl.covers(block(block)))
                            .as("block " + block + " after step " + i)
                            .isTrue();
                }
            }
            assertThat(hrl.fileBytes()).isLessThan(64 * 1024);
        }
    }

    /** The model keeps what a synced mark said until its last sending is stored; pending is the largest sequence. */
    private static long change(Hrl hrl, Random random, TreeMap<Integer, Long> unstored, long sequence) {
        int block = random.nextInt(BLOCKS);
        switch (random.nextInt(4)) {
            case 0, 1 -> {
                hrl.mark(block(block));
                hrl.syncMarks();
                unstored.put(block, Long.MAX_VALUE);
            }
            case 2 -> {
                if (hrl.nextPending(0).isPresent()) {
                    Extent next = hrl.nextPending(0).get();
                    Extent part = new Extent(next.offset(), Math.min(next.length(), 4 * Block.BYTES));
                    long used = sequence + 1;
                    for (int i = (int) (part.offset() / Block.BYTES); i < part.end() / Block.BYTES; i++) {
                        unstored.computeIfPresent(i, (any, old) -> used);
                    }
                    hrl.sent(part, used);
                    return used;
                }
            }
            default -> {
                long stored = random.nextLong(sequence + 1);
                unstored.values().removeIf(sent -> sent <= stored);
                hrl.stored(stored);
            }
        }
        return sequence;
    }

    @Test
    void memoryAndFileAreBoundedHoweverLongTheVaultIsAway() {
        Hrl hrl = Hrl.open(storage, "d.hrl", 1L << 40, new Hrl.Limits(64 * 1024, 2048));
        Random random = new Random(3);
        for (int i = 0; i < 100_000; i++) {
            Extent extent = new Extent(random.nextInt(1 << 28) * 4096L, 4096);
            hrl.mark(extent);
            if (i % 2 == 0) {
                hrl.sent(extent, i + 1L);
            }
            if (i > 99_000) {
                assertThat(hrl.covers(extent)).isTrue();
            }
        }
        assertThat(hrl.fileBytes()).isLessThan(4 << 20);
        assertThat(hrl.pendingRanges()).hasSizeLessThan(2049);
    }
}
