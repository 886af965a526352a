package io.leeward.operations.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.kernel.Secret;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of secrets has to do. */
public abstract class SecretStoreContract {
    private SecretStore store;

    /** A store that holds nothing. */
    protected abstract SecretStore openEmpty() throws Exception;

    @BeforeEach
    void open() throws Exception {
        store = openEmpty();
    }

    @Test
    void aSecretIsReplacedAndDeleted() {
        assertThat(store.get(SecretName.VAULT_KEY)).isEmpty();
        store.put(SecretName.VAULT_KEY, Secret.ofText("one"));
        store.put(SecretName.VAULT_STORE_CREDENTIALS, Secret.ofText("other"));
        assertThat(text(SecretName.VAULT_KEY)).isEqualTo("one");

        store.put(SecretName.VAULT_KEY, Secret.ofText("two"));
        assertThat(text(SecretName.VAULT_KEY)).isEqualTo("two");

        assertThat(store.delete(SecretName.VAULT_KEY)).isTrue();
        assertThat(store.delete(SecretName.VAULT_KEY)).isFalse();
        assertThat(store.get(SecretName.VAULT_KEY)).isEmpty();
        assertThat(text(SecretName.VAULT_STORE_CREDENTIALS)).isEqualTo("other");
    }

    @Test
    void erasingASecretDoesNotEraseTheKeptOne() {
        Secret mine = Secret.ofText("one");
        store.put(SecretName.VAULT_KEY, mine);
        mine.close();
        store.get(SecretName.VAULT_KEY).orElseThrow().close();

        assertThat(text(SecretName.VAULT_KEY)).isEqualTo("one");
    }

    private String text(SecretName name) {
        return new String(store.get(name).orElseThrow().reveal(), StandardCharsets.UTF_8);
    }
}
