package io.leeward.vault.authority;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeward.kernel.Secret;
import io.leeward.vault.SeededEntropy;
import io.leeward.vault.Vault;
import io.leeward.vault.Vaults;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.MemoryBlobStore;
import org.junit.jupiter.api.Test;

class AuthorityKeysTest {
    private final MemoryBlobStore store = new MemoryBlobStore();
    private final Vault vault = Vaults.create(store, 1);
    private final AuthorityKeys keys = new AuthorityKeys(vault);

    @Test
    void theNewestKeyIsFoundByWhoeverOpensTheVault() {
        assertThat(keys.newest()).isEmpty();
        keys.keep(Secret.ofText("first key"), new byte[] {1});
        keys.keep(Secret.ofText("second key"), new byte[] {2});

        Vault opened = Vault.open(store, Secret.ofText(Vaults.PASSPHRASE), new SeededEntropy(5))
                .orThrow();
        AuthorityKey found = new AuthorityKeys(opened).newest().orElseThrow();
        assertThat(found.generation()).isEqualTo(2);
        assertThat(found.privateKey().reveal())
                .isEqualTo(Secret.ofText("second key").reveal());
        assertThat(found.certificate()).containsExactly(2);
        assertThat(found.toString()).doesNotContain("second key");
    }

    @Test
    void anOlderKeyUnderANewerNameIsNotAuthentic() {
        keys.keep(Secret.ofText("first key"), new byte[] {1});
        store.overwrite(new BlobName("keys/ca-2"), store.bytes(new BlobName("keys/ca-1")));

        assertThatThrownBy(keys::newest).hasMessageContaining("VAULT-NOT-AUTHENTIC");
    }
}
