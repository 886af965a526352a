package io.leeward.vault.epoch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeward.model.DiskId;
import io.leeward.model.Position;
import io.leeward.vault.Vault;
import io.leeward.vault.Vaults;
import io.leeward.vault.blob.MemoryBlobStore;
import io.leeward.vault.blob.StoreFault;
import io.leeward.vault.layout.Names;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EpochsTest {
    private static final DiskId DISK = new DiskId("disk-1");

    private final MemoryBlobStore store = new MemoryBlobStore();
    private final Vault vault = Vaults.create(store, 1);
    private final Epochs epochs = new Epochs(vault);

    @Test
    void numbersFollowOnEachOther() {
        for (long expected = 1; expected <= 20; expected++) {
            assertThat(epochs.newest(DISK)).isEqualTo(expected - 1);
            assertThat(claim(Optional.empty()).number()).isEqualTo(expected);
        }
        assertThat(epochs.list(DISK))
                .extracting(EpochRecord::number)
                .hasSize(20)
                .isSorted();
    }

    @Test
    void aClaimedEpochIsOpenedWithTheSameKeyByAnother() {
        Epoch claimed = claim(Optional.empty());
        Vault other = Vault.openWithKey(store.another(), vault.key().reveal(), vault.entropy())
                .orThrow();

        Epoch opened = new Epochs(other).open(DISK, 1).orElseThrow();
        assertThat(opened.record()).isEqualTo(claimed.record());
        assertThat(opened.derive(new byte[] {1}, "p")).isEqualTo(claimed.derive(new byte[] {1}, "p"));
        assertThat(epochs.open(DISK, 2)).isEmpty();
    }

    @Test
    void whoComesSecondTakesTheNextNumber() {
        boolean[] once = {true};
        MemoryBlobStore slow = store.another();
        slow.faults((call, about) -> {
            if (call.equals("create") && once[0]) {
                once[0] = false;
                claim(Optional.empty());
            }
            return StoreFault.NONE;
        });
        Vault late =
                Vault.openWithKey(slow, vault.key().reveal(), vault.entropy()).orThrow();

        assertThat(Vaults.firstEpoch(late, DISK, 4096).number()).isEqualTo(2);
    }

    @Test
    void aClaimWhoseAnswerWasLostIsWonNotRepeated() {
        for (StoreFault fault : List.of(StoreFault.LOST_BEFORE, StoreFault.LOST_AFTER)) {
            boolean[] once = {true};
            store.faults((call, about) -> {
                boolean now = call.equals("create") && once[0];
                once[0] &= !now;
                return now ? fault : StoreFault.NONE;
            });
            long before = epochs.newest(DISK);
            assertThat(claim(Optional.empty()).number()).isEqualTo(before + 1);
            assertThat(epochs.newest(DISK)).isEqualTo(before + 1);
        }
    }

    @Test
    void theRecordOfAnotherEpochIsNotAuthentic() {
        claim(Optional.empty());
        claim(Optional.empty());
        store.overwrite(Names.epoch(DISK, 2), store.bytes(Names.epoch(DISK, 1)));

        assertThatThrownBy(() -> epochs.open(DISK, 2)).hasMessageContaining("VAULT-NOT-AUTHENTIC");
    }

    @Test
    void aLineIsCutAtEachParent() {
        claim(Optional.empty());
        claim(Optional.of(new Position(1, 100)));
        claim(Optional.of(new Position(1, 40)));
        claim(Optional.of(new Position(3, 7)));

        Line line = Line.to(epochs, DISK, new Position(4, 5));
        assertThat(line.stretches())
                .extracting(stretch -> stretch.epoch().number() + ":" + stretch.through())
                .containsExactly("1:40", "3:7", "4:5");
        assertThat(line.contains(new Position(1, 40))).isTrue();
        assertThat(line.contains(new Position(1, 41))).isFalse();
        assertThat(line.contains(new Position(2, 1))).isFalse();
        assertThat(line.contains(new Position(4, 6))).isFalse();
        assertThat(Line.through(epochs, DISK, 4).contains(new Position(4, 6))).isTrue();
    }

    @Test
    void aLineWithAMissingEpochIsNotFollowed() {
        claim(Optional.empty());
        claim(Optional.of(new Position(1, 100)));
        store.delete(Names.epoch(DISK, 1));

        assertThatThrownBy(() -> Line.to(epochs, DISK, new Position(2, 1))).hasMessageContaining("VAULT-NOT-AUTHENTIC");
    }

    @Test
    void onlyAnInitialEpochHasNoParent() {
        assertThatThrownBy(() -> Vaults.claim(vault, DISK, Optional.empty(), Coverage.COMPARED, 4096))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Vaults.claim(vault, DISK, Optional.of(new Position(9, 1)), Coverage.COMPARED, 4096))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Epoch claim(Optional<Position> parent) {
        return Vaults.claim(vault, DISK, parent, parent.isEmpty() ? Coverage.INITIAL : Coverage.CONTINUOUS, 1 << 20);
    }
}
