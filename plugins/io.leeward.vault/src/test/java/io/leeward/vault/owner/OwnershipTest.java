package io.leeward.vault.owner;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.vault.Vault;
import io.leeward.vault.Vaults;
import io.leeward.vault.blob.MemoryBlobStore;
import io.leeward.vault.blob.StoreFault;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class OwnershipTest {
    private final MemoryBlobStore store = new MemoryBlobStore();
    private final Vault vault = Vaults.create(store, 1);
    private final Ownership mine = new Ownership(vault, "store-a", "host-a");
    private final Ownership theirs = new Ownership(vault, "store-b", "host-b");

    @Test
    void aVaultWithoutAnOwnerIsClaimed() {
        assertThat(mine.read()).isEmpty();
        assertThat(mine.claim().orThrow()).isEqualTo(new OwnerRecord("store-a", "host-a", 1, 0));
        assertThat(theirs.read()).contains(new OwnerRecord("store-a", "host-a", 1, 0));
    }

    @Test
    void theSameControlStoreClaimsAgainWithANewGeneration() {
        mine.claim().orThrow();

        assertThat(mine.claim().orThrow().generation()).isEqualTo(2);
    }

    @Test
    void aClaimBesideAnotherOwnerIsRefused() {
        mine.claim().orThrow();

        Outcome<OwnerRecord> refused = theirs.claim();
        assertThat(refused).isInstanceOf(Outcome.Refused.class);
        Issue issue = ((Outcome.Refused<OwnerRecord>) refused).issue();
        assertThat(issue.code()).isEqualTo("VAULT-OWNED");
        assertThat(issue.kind()).isEqualTo(Issue.Kind.NOT_ALLOWED);
        assertThat(issue.message()).contains("host-a");
    }

    @Test
    void afterATakeOverTheOldOwnerIsTold() {
        OwnerRecord first = mine.claim().orThrow();
        OwnerRecord second = theirs.takeOver().orThrow();

        assertThat(second.generation()).isEqualTo(2);
        assertThat(mine.confirm(first)).isInstanceOf(Outcome.Refused.class);
        assertThat(theirs.confirm(second).orThrow().counter()).isEqualTo(1);
    }

    @Test
    void aConfirmationCountsOnceEvenWhenItsAnswerIsLost() {
        OwnerRecord record = mine.claim().orThrow();
        for (StoreFault fault : List.of(StoreFault.LOST_BEFORE, StoreFault.LOST_AFTER)) {
            boolean[] once = {true};
            store.faults((call, about) -> {
                boolean now = call.equals("replace") && once[0];
                once[0] &= !now;
                return now ? fault : StoreFault.NONE;
            });
            record = mine.confirm(record).orThrow();
        }

        assertThat(record.counter()).isEqualTo(2);
    }

    @Test
    void anOwnerWhoseCounterStandsStillIsSilent() {
        OwnerWatch watch = new OwnerWatch(Duration.ofSeconds(30));
        OwnerRecord record = mine.claim().orThrow();
        assertThat(watch.at(0)).isEqualTo(OwnerWatch.Liveness.UNKNOWN);

        watch.observe(record, 0);
        assertThat(watch.at(seconds(10))).isEqualTo(OwnerWatch.Liveness.UNKNOWN);
        watch.observe(mine.confirm(record).orThrow(), seconds(20));
        assertThat(watch.at(seconds(40))).isEqualTo(OwnerWatch.Liveness.ALIVE);
        watch.observe(mine.read().orElseThrow(), seconds(51));
        assertThat(watch.at(seconds(51))).isEqualTo(OwnerWatch.Liveness.SILENT);
    }

    private static long seconds(long count) {
        return Duration.ofSeconds(count).toNanos();
    }
}
