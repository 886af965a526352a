package io.leeward.operations.state;

import static io.leeward.operations.state.Samples.saved;
import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.model.Compression;
import io.leeward.model.PolicyId;
import io.leeward.model.ReplicationPolicy;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of policies has to do. */
public abstract class PolicyStoreContract {
    private static final ReplicationPolicy GOLD = new ReplicationPolicy(
            new PolicyId("p1"),
            "Gold",
            Duration.ofSeconds(30),
            Duration.ZERO,
            Duration.ofDays(3650),
            Duration.ofMinutes(2),
            Compression.ZSTD,
            Duration.ofMillis(1500));
    private static final ReplicationPolicy SILVER = ReplicationPolicy.named(new PolicyId("p2"), "silver 'daily'");

    private PolicyStore store;

    /** A store that holds nothing. */
    protected abstract PolicyStore openEmpty();

    @BeforeEach
    void open() {
        store = openEmpty();
    }

    @Test
    void policiesComeBackAsTheyWereSaved() {
        long version = saved(store.insert(GOLD));

        assertThat(store.find(GOLD.id())).contains(new Versioned<>(GOLD, version));
        assertThat(store.named("Gold")).contains(new Versioned<>(GOLD, version));
        assertThat(store.named("gold")).isEmpty();
        assertThat(store.find(SILVER.id())).isEmpty();
    }

    @Test
    void policiesAreListedByName() {
        store.insert(SILVER);
        store.insert(GOLD);

        assertThat(store.list()).extracting(Versioned::value).containsExactly(GOLD, SILVER);
    }

    @Test
    void anIdentifierOrNameInUseIsTaken() {
        store.insert(GOLD);

        assertThat(store.insert(named(GOLD.id(), "other"))).isInstanceOf(SaveResult.Taken.class);
        assertThat(store.insert(named(SILVER.id(), "Gold"))).isInstanceOf(SaveResult.Taken.class);
        long version = saved(store.insert(SILVER));
        assertThat(store.update(named(SILVER.id(), "Gold"), version)).isInstanceOf(SaveResult.Taken.class);
        assertThat(store.list()).extracting(Versioned::value).containsExactly(GOLD, SILVER);
    }

    @Test
    void theSecondOfTwoWritersIsStale() {
        long version = saved(store.insert(GOLD));
        long next = saved(store.update(named(GOLD.id(), "first"), version));

        assertThat(next).isGreaterThan(version);
        assertThat(store.update(named(GOLD.id(), "second"), version)).isInstanceOf(SaveResult.Stale.class);
        assertThat(store.delete(GOLD.id(), version)).isFalse();
        assertThat(store.find(GOLD.id())).contains(new Versioned<>(named(GOLD.id(), "first"), next));
    }

    @Test
    void whatWasDeletedIsGoneAndItsVersionNeverComesBack() {
        long version = saved(store.insert(GOLD));
        assertThat(store.delete(GOLD.id(), version)).isTrue();

        assertThat(store.delete(GOLD.id(), version)).isFalse();
        assertThat(store.find(GOLD.id())).isEmpty();
        assertThat(store.update(GOLD, version)).isInstanceOf(SaveResult.Stale.class);
        saved(store.insert(GOLD));
        assertThat(store.update(GOLD, version)).isInstanceOf(SaveResult.Stale.class);
    }

    private static ReplicationPolicy named(PolicyId id, String name) {
        return ReplicationPolicy.named(id, name);
    }
}
