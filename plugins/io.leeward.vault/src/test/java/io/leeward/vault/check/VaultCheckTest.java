package io.leeward.vault.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Progress;
import io.leeward.model.DiskCut;
import io.leeward.model.DiskId;
import io.leeward.model.GroupId;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.model.PointKind;
import io.leeward.model.Position;
import io.leeward.model.Proof;
import io.leeward.model.RecoveryPoint;
import io.leeward.vault.SeededEntropy;
import io.leeward.vault.Vault;
import io.leeward.vault.Vaults;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.MemoryBlobStore;
import io.leeward.vault.blob.StoreException;
import io.leeward.vault.blob.StoreFault;
import io.leeward.vault.epoch.Coverage;
import io.leeward.vault.epoch.Epoch;
import io.leeward.vault.head.GroupPoint;
import io.leeward.vault.head.GroupPoints;
import io.leeward.vault.head.Heads;
import io.leeward.vault.journal.JournalWriter;
import io.leeward.vault.journal.Lanes;
import io.leeward.vault.layout.Names;
import io.leeward.vault.owner.Ownership;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class VaultCheckTest {
    private static final MachineId MACHINE = new MachineId("web-1");
    private static final DiskId DISK = new DiskId("disk-1");
    private static final int DISK_BYTES = 64 * 1024;

    private final MemoryBlobStore store = new MemoryBlobStore();
    private final Vault vault = Vaults.create(store, 1);
    private final Heads heads = new Heads(vault, MACHINE, 1);

    @BeforeEach
    void twoEpochsWithPoints() {
        new Ownership(vault, "store-a", "host-a").claim().orThrow();
        Epoch first = Vaults.firstEpoch(vault, DISK, DISK_BYTES);
        heads.claimLine(DISK, 1).orThrow();
        JournalWriter writer = new JournalWriter(vault, first, new SeededEntropy(2));
        writer.zeros(0, DISK_BYTES);
        publish(writer, "a");
        writer.data(4096, new byte[] {1, 2, 3});
        publish(writer, "b");
        Epoch second = Vaults.claim(vault, DISK, Optional.of(new Position(1, 3)), Coverage.COMPARED, DISK_BYTES);
        heads.claimLine(DISK, 2).orThrow();
        JournalWriter next = new JournalWriter(vault, second, new SeededEntropy(3));
        next.data(0, new byte[5000]);
        publish(next, "c");
    }

    @Test
    void aSoundVaultHasNoFindings() {
        CheckResult result = check(0);

        assertThat(result.findings()).isEmpty();
        assertThat(result.points()).isEqualTo(3);
        assertThat(result.segments()).isEqualTo(3);
        assertThat(result.bytesRead()).isZero();
    }

    @Test
    void allDataIsReadWhenAskedFor() {
        CheckResult result = check(100);

        long stored = store.names().stream()
                .filter(name -> name.value().endsWith(".seg"))
                .mapToLong(name -> store.bytes(name).length)
                .sum();
        assertThat(result.findings()).isEmpty();
        assertThat(result.bytesRead()).isEqualTo(stored);
    }

    @Test
    void aMissingSegmentIsFound() {
        store.delete(Names.segment(DISK, 1, 3));
        assertThat(codes(check(0))).containsExactly("VAULT-JOURNAL-GAP", "POINT-WITHOUT-MARK");
    }

    @Test
    void aDamagedIndexIsFoundWithoutReadingData() {
        flip(Names.segment(DISK, 1, 1), -1);
        assertThat(codes(check(0))).contains("VAULT-NOT-AUTHENTIC");
    }

    @Test
    void aDamagedFrameIsFoundByReadingData() {
        flip(Names.segment(DISK, 2, 1), 100);
        assertThat(codes(check(0))).isEmpty();
        assertThat(codes(check(100))).containsExactly("VAULT-NOT-AUTHENTIC");
    }

    @Test
    void damagedDocumentsAreFound() {
        for (BlobName name : List.of(Names.OWNER, Names.head(MACHINE), Names.epoch(DISK, 1), Names.epoch(DISK, 2))) {
            byte[] good = store.bytes(name);
            flip(name, good.length / 2);
            assertThat(codes(check(0))).as("%s", name).contains("VAULT-NOT-AUTHENTIC");
            store.overwrite(name, good);
        }
        assertThat(check(0).findings()).isEmpty();
    }

    @Test
    void aVaultThatNoPassphraseOpensIsFound() {
        store.delete(Names.key("passphrase", 1));
        assertThat(codes(check(0))).containsExactly("VAULT-NO-KEY-SLOT");
    }

    @Test
    void aPointWithoutItsMarkIsFound() {
        heads.publish(point("d", new Position(2, 1))).orThrow();
        assertThat(codes(check(0))).containsExactly("POINT-WITHOUT-MARK");
    }

    @Test
    void aGroupPointWithoutThePointOfAMemberIsFound() {
        GroupPoints groups = new GroupPoints(vault);
        groups.publish(new GroupPoint(new PointId("a"), new GroupId("shop"), Vaults.NOW, List.of(MACHINE)));
        assertThat(check(0).findings()).isEmpty();

        groups.publish(new GroupPoint(new PointId("x"), new GroupId("shop"), Vaults.NOW, List.of(MACHINE)));
        assertThat(codes(check(0))).containsExactly("GROUP-POINT-INCOMPLETE");
    }

    @Test
    void aStoreThatDoesNotAnswerEndsTheCheck() {
        store.faults((call, about) -> about.endsWith(".seg") ? StoreFault.REFUSED : StoreFault.NONE);
        assertThatThrownBy(() -> check(0)).isInstanceOf(StoreException.class);
    }

    private CheckResult check(int percent) {
        return new VaultCheck(vault, Lanes.ONE).run(percent, Progress.NONE);
    }

    private static List<String> codes(CheckResult result) {
        return result.findings().stream().map(Issue::code).distinct().toList();
    }

    private void flip(BlobName name, int at) {
        byte[] bytes = store.bytes(name);
        bytes[at < 0 ? bytes.length + at : at] ^= 1;
        store.overwrite(name, bytes);
    }

    private void publish(JournalWriter writer, String id) {
        Position position = writer.mark(new PointId(id), DISK_BYTES);
        writer.close();
        heads.publish(point(id, position)).orThrow();
    }

    private static RecoveryPoint point(String id, Position position) {
        return new RecoveryPoint(
                new PointId(id),
                MACHINE,
                PointKind.CRASH_CONSISTENT,
                Vaults.NOW,
                List.of(new DiskCut(DISK, position, DISK_BYTES)),
                List.of(),
                false,
                Proof.STORED,
                Optional.empty());
    }
}
