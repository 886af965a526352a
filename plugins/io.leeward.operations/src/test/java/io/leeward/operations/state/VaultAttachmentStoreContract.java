package io.leeward.operations.state;

import static io.leeward.operations.state.Samples.saved;
import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.model.VaultId;
import io.leeward.operations.vaults.StoreAddress;
import io.leeward.operations.vaults.VaultView.Mode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of the attached vault has to do. */
public abstract class VaultAttachmentStoreContract {
    private static final VaultAttachment OWNED = new VaultAttachment(
            new VaultId("v1"),
            "Main vault",
            new StoreAddress(StoreAddress.Kind.AZURE, "https://account.example/container"),
            Mode.OWNER,
            7,
            Samples.TIME);
    private static final VaultAttachment READ = new VaultAttachment(
            new VaultId("v2"),
            "Other",
            new StoreAddress(StoreAddress.Kind.DIRECTORY, "/srv/a vault"),
            Mode.READ_ONLY,
            0,
            Samples.TIME);

    private VaultAttachmentStore store;

    /** A store that holds nothing. */
    protected abstract VaultAttachmentStore openEmpty();

    @BeforeEach
    void open() {
        store = openEmpty();
    }

    @Test
    void theAttachmentComesBackAsItWasSaved() {
        assertThat(store.current()).isEmpty();

        long version = saved(store.insert(OWNED));
        assertThat(store.current()).contains(new Versioned<>(OWNED, version));
        long next = saved(store.update(READ, version));
        assertThat(store.current()).contains(new Versioned<>(READ, next));
    }

    @Test
    void thereIsOneAttachmentAtMost() {
        store.insert(OWNED);

        assertThat(store.insert(READ)).isInstanceOf(SaveResult.Taken.class);
        assertThat(store.current().orElseThrow().value()).isEqualTo(OWNED);
    }

    @Test
    void aWriterOfAnEarlierAttachmentIsStale() {
        long version = saved(store.insert(OWNED));
        assertThat(store.delete(version)).isTrue();
        assertThat(store.current()).isEmpty();
        assertThat(store.update(OWNED, version)).isInstanceOf(SaveResult.Stale.class);

        saved(store.insert(READ));

        assertThat(store.update(OWNED, version)).isInstanceOf(SaveResult.Stale.class);
        assertThat(store.delete(version)).isFalse();
        assertThat(store.current().orElseThrow().value()).isEqualTo(READ);
    }
}
