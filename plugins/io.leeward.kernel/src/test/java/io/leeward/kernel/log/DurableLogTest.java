package io.leeward.kernel.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeward.kernel.IssueException;
import io.leeward.kernel.file.MemoryStorage;
import io.leeward.kernel.file.StoredFile;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DurableLogTest {
    private static final int LARGEST = 1500;

    private final MemoryStorage storage = new MemoryStorage();

    private static ByteBuffer record(int number) {
        ByteBuffer record = ByteBuffer.allocate(4 + number * 37 % (LARGEST - 4));
        return record.putInt(0, number);
    }

    private static DurableLog open(MemoryStorage storage, List<Integer> seen) {
        return DurableLog.open(storage, "test.log", LARGEST, record -> seen.add(record.getInt(0)));
    }

    @Test
    void syncedRecordsSurviveACrashAtEveryOperationAndTheOthersAreAPrefix() {
        for (long fail = 0; ; fail++) {
            MemoryStorage disk = new MemoryStorage();
            disk.failFrom(fail);
            List<Integer> appended = new ArrayList<>();
            int[] synced = {0};
            boolean finished = run(disk, appended, synced);
            disk.crash(new Random(fail));
            List<Integer> seen = new ArrayList<>();
            open(disk, seen).close();
            assertThat(seen).hasSizeGreaterThanOrEqualTo(synced[0]);
            assertThat(seen).isEqualTo(appended.subList(0, seen.size()));
            List<Integer> again = new ArrayList<>();
            open(disk, again).close();
            assertThat(again).isEqualTo(seen);
            if (finished) {
                assertThat(fail).isGreaterThan(30);
                return;
            }
        }
    }

    private static boolean run(MemoryStorage disk, List<Integer> appended, int[] synced) {
        try (DurableLog log = open(disk, new ArrayList<>())) {
            for (int i = 0; i < 20; i++) {
                appended.add(i);
                log.append(record(i));
                if (i % 3 == 0) {
                    log.sync();
                    synced[0] = i + 1;
                }
            }
            return true;
        } catch (IssueException e) {
            return false;
        }
    }

    @Test
    void rewritingLeavesAllOldOrAllNewRecordsAfterACrashAtEveryOperation() {
        for (long fail = 0; ; fail++) {
            MemoryStorage disk = new MemoryStorage();
            try (DurableLog log = open(disk, new ArrayList<>())) {
                log.append(record(1));
                log.append(record(2));
                log.sync();
            }
            disk.failFrom(disk.operations() + fail);
            boolean finished = rewrite(disk);
            disk.crash(new Random(fail));
            List<Integer> seen = new ArrayList<>();
            open(disk, seen).close();
            assertThat(seen).isIn(List.of(1, 2), List.of(3));
            if (finished) {
                assertThat(seen).containsExactly(3);
                return;
            }
        }
    }

    private static boolean rewrite(MemoryStorage disk) {
        try (DurableLog log = open(disk, new ArrayList<>())) {
            log.rewrite(fresh -> fresh.append(record(3)));
            return true;
        } catch (IssueException e) {
            return false;
        }
    }

    @Test
    void recordsGoOnAfterRewriting() {
        try (DurableLog log = open(storage, new ArrayList<>())) {
            log.append(record(1));
            log.rewrite(fresh -> fresh.append(record(5)));
            log.append(record(6));
            log.sync();
        }
        storage.crash(new Random(1));
        List<Integer> seen = new ArrayList<>();
        open(storage, seen).close();
        assertThat(seen).containsExactly(5, 6);
    }

    @Test
    void aTornTailIsCutAndARecordBehindItIsNeverRead() {
        try (DurableLog log = open(storage, new ArrayList<>())) {
            log.append(record(1));
            log.append(record(2));
            log.append(record(3));
            log.sync();
        }
        StoredFile file = storage.open("test.log");
        file.write(DurableLog.HEADER_BYTES + 2 * DurableLog.RECORD_BYTES + 41 + 10, ByteBuffer.wrap(new byte[] {9}));
        List<Integer> seen = new ArrayList<>();
        open(storage, seen).close();
        assertThat(seen).containsExactly(1);
        assertThat(file.size()).isEqualTo(DurableLog.HEADER_BYTES + DurableLog.RECORD_BYTES + 41);
    }

    @Test
    void aFailedSyncIsNeverTriedAgain() {
        DurableLog log = open(storage, new ArrayList<>());
        log.append(record(1));
        storage.failOnce(storage.operations());
        assertThatThrownBy(log::sync).isInstanceOf(IssueException.class);
        assertThatThrownBy(log::sync).hasMessageContaining("LOG-CLOSED");
        assertThatThrownBy(() -> log.append(record(2))).hasMessageContaining("LOG-CLOSED");
    }

    @Test
    void anotherKindOfFileIsRefused() {
        StoredFile file = storage.open("test.log");
        file.write(0, ByteBuffer.wrap("something else".getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        assertThatThrownBy(() -> open(storage, new ArrayList<>())).hasMessageContaining("LOG-UNREADABLE");
    }
}
