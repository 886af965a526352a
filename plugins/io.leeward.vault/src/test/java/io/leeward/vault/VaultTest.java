package io.leeward.vault;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.Secret;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.MemoryBlobStore;
import io.leeward.vault.blob.StoreFault;
import io.leeward.vault.key.PassphraseCost;
import io.leeward.vault.layout.Names;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class VaultTest {
    private static final Secret RIGHT = Secret.ofText(Vaults.PASSPHRASE);
    private static final Secret WRONG = Secret.ofText("incorrect horse");

    private final MemoryBlobStore store = new MemoryBlobStore();

    @Test
    void aVaultIsOpenedWithItsPassphrase() {
        Vault created = Vaults.create(store, 1);
        Vault opened = Vault.open(store.another(), RIGHT, new SeededEntropy(2)).orThrow();

        assertThat(opened.id()).isEqualTo(created.id());
        assertThat(opened.name()).isEqualTo("lee");
        assertThat(opened.createdAt()).isEqualTo(Vaults.NOW);
        assertThat(opened.formatVersion()).isEqualTo(1);
        assertThat(opened.key().reveal().reveal())
                .isEqualTo(created.key().reveal().reveal());
        assertThat(store.names()).extracting(BlobName::value).containsExactly("keys/passphrase-1", "vault.json");
    }

    @Test
    void aVaultIsOpenedWithItsKey() {
        Vault created = Vaults.create(store, 1);

        Vault opened = Vault.openWithKey(store, created.key().reveal(), new SeededEntropy(2))
                .orThrow();
        assertThat(opened.id()).isEqualTo(created.id());
    }

    @Test
    void aWrongPassphraseOrKeyIsWrongCredentials() {
        Vaults.create(store, 1);

        assertFailed(
                Vault.open(store, WRONG, new SeededEntropy(2)), "VAULT-WRONG-PASSPHRASE", Issue.Kind.WRONG_CREDENTIALS);
        assertFailed(
                Vault.openWithKey(store, Secret.of(new byte[32]), new SeededEntropy(2)),
                "VAULT-WRONG-KEY",
                Issue.Kind.WRONG_CREDENTIALS);
        assertFailed(
                Vault.openWithKey(store, Secret.of(new byte[5]), new SeededEntropy(2)),
                "VAULT-WRONG-KEY",
                Issue.Kind.WRONG_CREDENTIALS);
    }

    @Test
    void whereThereIsNoVaultNoneIsFound() {
        assertFailed(Vault.open(store, RIGHT, new SeededEntropy(2)), "VAULT-NOT-FOUND", Issue.Kind.NOT_FOUND);
        assertFailed(
                Vault.openWithKey(store, Secret.of(new byte[32]), new SeededEntropy(2)),
                "VAULT-NOT-FOUND",
                Issue.Kind.NOT_FOUND);
    }

    @Test
    void aNewerFormatIsSaidToBeNewer() {
        Vaults.create(store, 1);
        String json = new String(store.bytes(Names.VAULT), StandardCharsets.UTF_8);
        store.overwrite(
                Names.VAULT, json.replace("\"format\":1", "\"format\":2").getBytes(StandardCharsets.UTF_8));
        assertFailed(Vault.open(store, RIGHT, new SeededEntropy(2)), "VAULT-NEWER-FORMAT", Issue.Kind.FAILED);

        store.overwrite(Names.VAULT, "{\"format\":7}".getBytes(StandardCharsets.UTF_8));
        assertFailed(Vault.open(store, RIGHT, new SeededEntropy(2)), "VAULT-NEWER-FORMAT", Issue.Kind.FAILED);
    }

    @Test
    void creatingOverAVaultIsRefusedAndChangesNothing() {
        Vault first = Vaults.create(store, 1);
        Outcome<Vault> second =
                Vault.create(store, "other", WRONG, Vaults.CHEAP, () -> Vaults.NOW, new SeededEntropy(9));

        assertThat(second).isInstanceOf(Outcome.Refused.class);
        assertThat(((Outcome.Refused<Vault>) second).issue().kind()).isEqualTo(Issue.Kind.NOT_ALLOWED);
        assertThat(((Outcome.Refused<Vault>) second).issue().code()).isEqualTo("VAULT-EXISTS");
        assertThat(Vault.open(store, RIGHT, new SeededEntropy(2)).orThrow().id())
                .isEqualTo(first.id());
        assertThat(store.names()).hasSize(2);
    }

    @Test
    void theRemainsOfAVaultAreNotOverwritten() {
        store.overwrite(new BlobName("disks/d/0000000001/epoch.json"), new byte[] {1});

        Outcome<Vault> outcome =
                Vault.create(store, "lee", RIGHT, Vaults.CHEAP, () -> Vaults.NOW, new SeededEntropy(9));
        assertThat(((Outcome.Refused<Vault>) outcome).issue().code()).isEqualTo("VAULT-REMAINS");
    }

    @Test
    void ofTwoThatCreateAtOnceOneWinsAndTheOtherLeavesNothing() {
        Vault[] winner = new Vault[1];
        MemoryBlobStore late = store.another();
        late.faults((call, about) -> {
            if (call.equals("create") && about.equals("vault.json") && winner[0] == null) {
                winner[0] = Vaults.create(store, 5);
            }
            return StoreFault.NONE;
        });
        Outcome<Vault> loser = Vault.create(late, "late", WRONG, Vaults.CHEAP, () -> Vaults.NOW, new SeededEntropy(6));

        assertThat(loser).isInstanceOf(Outcome.Refused.class);
        assertThat(store.names()).hasSize(2);
        assertThat(Vault.open(store, RIGHT, new SeededEntropy(2)).orThrow().id())
                .isEqualTo(winner[0].id());
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST_BEFORE", "LOST_AFTER"})
    void lostAnswersWhileCreatingAreFoundOut(StoreFault fault) {
        for (int failing = 0; failing < 2; failing++) {
            MemoryBlobStore fresh = new MemoryBlobStore();
            int[] creates = {0};
            int number = failing;
            fresh.faults((call, about) -> call.equals("create") && creates[0]++ == number ? fault : StoreFault.NONE);
            Vault vault = Vaults.create(fresh, 3);

            assertThat(Vault.open(fresh, RIGHT, new SeededEntropy(2)).orThrow().id())
                    .isEqualTo(vault.id());
            assertThat(fresh.names()).hasSize(2);
        }
    }

    @Test
    void slotsOfAnAbandonedCreationDoNotDisturb() {
        MemoryBlobStore failing = store.another();
        failing.faults((call, about) ->
                call.equals("create") && about.equals("vault.json") ? StoreFault.REFUSED : StoreFault.NONE);
        org.assertj.core.api.Assertions.assertThatThrownBy(() -> Vaults.create(failing, 3))
                .hasMessageContaining("STORE-UNREACHABLE");

        Vault vault = Vaults.create(store, 4);
        assertThat(Vault.open(store, RIGHT, new SeededEntropy(2)).orThrow().id())
                .isEqualTo(vault.id());
        assertThat(store.names()).extracting(BlobName::value).contains("keys/passphrase-1", "keys/passphrase-2");
    }

    @Test
    void afterAChangeOnlyTheNewPassphraseOpens() {
        Vault vault = Vaults.create(store, 1);
        vault.changePassphrase(RIGHT, Secret.ofText("new words"), Vaults.CHEAP).orThrow();

        assertFailed(
                Vault.open(store, RIGHT, new SeededEntropy(2)), "VAULT-WRONG-PASSPHRASE", Issue.Kind.WRONG_CREDENTIALS);
        assertThat(Vault.open(store, Secret.ofText("new words"), new SeededEntropy(2))
                        .orThrow()
                        .id())
                .isEqualTo(vault.id());
        assertThat(store.names()).extracting(BlobName::value).containsExactly("keys/passphrase-2", "vault.json");
    }

    @Test
    void aChangeNeedsTheOldPassphrase() {
        Vault vault = Vaults.create(store, 1);

        assertFailed(
                vault.changePassphrase(WRONG, Secret.ofText("new"), Vaults.CHEAP),
                "VAULT-WRONG-PASSPHRASE",
                Issue.Kind.WRONG_CREDENTIALS);
        assertThat(vault.changePassphrase(RIGHT, Secret.ofText(""), Vaults.CHEAP))
                .isInstanceOf(Outcome.Refused.class);
        assertThat(store.names()).hasSize(2);
    }

    @Test
    void aChangeThatBreaksOffAnywhereLeavesAPassphraseThatOpens() {
        Secret replacement = Secret.ofText("new words");
        boolean finished = false;
        for (int failing = 0; !finished; failing++) {
            MemoryBlobStore fresh = new MemoryBlobStore();
            Vaults.create(fresh, 1);
            MemoryBlobStore breaking = fresh.another();
            Vault vault = Vault.open(breaking, RIGHT, new SeededEntropy(7)).orThrow();
            int[] calls = {0};
            int number = failing;
            breaking.faults((call, about) -> calls[0]++ >= number ? StoreFault.REFUSED : StoreFault.NONE);
            try {
                vault.changePassphrase(RIGHT, replacement, Vaults.CHEAP).orThrow();
                finished = true;
            } catch (io.leeward.vault.blob.StoreException broken) {
                finished = false;
            }
            boolean old = Vault.open(fresh, RIGHT, new SeededEntropy(2)) instanceof Outcome.Done;
            boolean now = Vault.open(fresh, replacement, new SeededEntropy(2)) instanceof Outcome.Done;
            assertThat(old || now).as("after %s calls", failing).isTrue();
            assertThat(finished && old).isFalse();
        }
    }

    @Test
    void everyAlteredByteOfTheSlotIsNoticed() {
        Vaults.create(store, 1);
        BlobName slot = new BlobName("keys/passphrase-1");
        byte[] good = store.bytes(slot);
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            store.overwrite(slot, bad);
            Outcome<Vault> outcome = Vault.open(store, RIGHT, new SeededEntropy(2));
            assertFailed(outcome, "VAULT-WRONG-PASSPHRASE", Issue.Kind.WRONG_CREDENTIALS);
        }
    }

    @Test
    void aSlotUnderAnotherNameDoesNotOpen() {
        Vaults.create(store, 1);
        BlobName slot = new BlobName("keys/passphrase-1");
        store.overwrite(new BlobName("keys/passphrase-2"), store.bytes(slot));
        store.delete(slot);

        assertFailed(
                Vault.open(store, RIGHT, new SeededEntropy(2)), "VAULT-WRONG-PASSPHRASE", Issue.Kind.WRONG_CREDENTIALS);
    }

    @Test
    void everyAlteredOrMissingByteOfTheVaultDocumentIsNoticed() {
        Vaults.create(store, 1);
        byte[] good = store.bytes(Names.VAULT);
        for (int i = 0; i < good.length; i++) {
            byte[] bad = good.clone();
            bad[i] ^= 1;
            store.overwrite(Names.VAULT, bad);
            assertThat(Vault.open(store, RIGHT, new SeededEntropy(2)))
                    .as("byte %s", i)
                    .isInstanceOf(Outcome.Failed.class);
            store.overwrite(Names.VAULT, Arrays.copyOf(good, i));
            assertThat(Vault.open(store, RIGHT, new SeededEntropy(2)))
                    .as("length %s", i)
                    .isInstanceOf(Outcome.Failed.class);
        }
    }

    @Test
    void anAbsurdCostOfAPassphraseIsNotPaid() {
        for (int[] cost :
                List.of(new int[] {1 << 30, 1, 1}, new int[] {8, 1000, 1}, new int[] {8, 1, 0}, new int[] {7, 1, 1})) {
            org.assertj.core.api.Assertions.assertThatThrownBy(() -> new PassphraseCost(cost[0], cost[1], cost[2]))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        Vaults.create(store, 1);
        BlobName slot = new BlobName("keys/passphrase-1");
        String json = new String(store.bytes(slot), StandardCharsets.UTF_8);
        store.overwrite(
                slot,
                json.replace("\"memoryKib\":8,", "\"memoryKib\":2000000000,").getBytes(StandardCharsets.UTF_8));
        assertFailed(
                Vault.open(store, RIGHT, new SeededEntropy(2)), "VAULT-WRONG-PASSPHRASE", Issue.Kind.WRONG_CREDENTIALS);
    }

    @Test
    void theStandardCostOpensAsWell() {
        Vault vault = Vault.create(store, "lee", RIGHT, () -> Vaults.NOW, new SeededEntropy(1))
                .orThrow();

        assertThat(Vault.open(store, RIGHT, new SeededEntropy(2)).orThrow().id())
                .isEqualTo(vault.id());
    }

    private static void assertFailed(Outcome<?> outcome, String code, Issue.Kind kind) {
        assertThat(outcome).isInstanceOf(Outcome.Failed.class);
        Issue issue = ((Outcome.Failed<?>) outcome).issue();
        assertThat(issue.code()).isEqualTo(code);
        assertThat(issue.kind()).isEqualTo(kind);
    }
}
