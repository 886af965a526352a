package io.leeward.replication.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.kernel.Ids;
import io.leeward.kernel.file.MemoryStorage;
import io.leeward.model.DiskId;
import io.leeward.model.SpoolId;
import io.leeward.replication.session.Tokens;
import io.leeward.replication.spool.SpoolRecord.HeldDisk;
import io.leeward.vault.SeededEntropy;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SpoolRecordTest {
    private static final SpoolRecord FULL = new SpoolRecord(
            new SpoolId("abc"),
            new Tokens(Optional.of("1".repeat(64)), Optional.of("2".repeat(64)), List.of("3".repeat(64))),
            Optional.of("Two agents speak."),
            true,
            Map.of(new DiskId("a"), new HeldDisk(3, true, Optional.of("why")), new DiskId("b"), HeldDisk.NOTHING));

    @Test
    void aRecordIsReadAsItWasWritten() {
        assertThat(SpoolRecord.decode(FULL.encode())).isEqualTo(FULL);
    }

    @Test
    void aSpoolKeepsItsRecordAndItsIdentifier() {
        MemoryStorage storage = new MemoryStorage();
        Spool spool = Spool.open(storage, new Ids(new SeededEntropy(1)));
        SpoolId id = spool.record().spool();
        for (int i = 0; i < 1000; i++) {
            spool.save(new SpoolRecord(id, FULL.tokens(), FULL.dormant(), false, FULL.disks())
                    .withSameMachine(i % 2 == 1));
        }
        spool.close();
        storage.endProcess();

        SpoolRecord found = Spool.open(storage, new Ids(new SeededEntropy(2))).record();
        assertThat(found.spool()).isEqualTo(id);
        assertThat(found.sameMachine()).isTrue();
        try (var file = storage.open("spool.record")) {
            assertThat(file.size()).isLessThan(128 * 1024);
        }
    }

    @Test
    void aRecordThatCannotBeReadMeansANewSpool() {
        MemoryStorage storage = new MemoryStorage();
        SpoolId before =
                Spool.open(storage, new Ids(new SeededEntropy(1))).record().spool();
        try (var file = storage.open("spool.record")) {
            file.write(0, ByteBuffer.wrap(new byte[] {9, 9, 9, 9, 9, 9, 9, 9}));
        }

        assertThat(Spool.open(storage, new Ids(new SeededEntropy(2))).record().spool())
                .isNotEqualTo(before);
    }
}
