package io.leeward.operations.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Secret;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.operations.jobs.JobResult;
import io.leeward.operations.live.EventView;
import io.leeward.operations.machines.PointView;
import io.leeward.operations.memory.MemoryEngine;
import io.leeward.operations.memory.MemoryStores;
import io.leeward.operations.state.VaultAttachment;
import io.leeward.operations.vaults.AttachVault;
import io.leeward.operations.vaults.CreateVault;
import io.leeward.operations.vaults.StoreAddress;
import io.leeward.operations.vaults.VaultView;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VaultTest {
    private static final byte[] DISK = Site.disk(2);

    private final MemoryStores stores = new MemoryStores();
    private final MemoryEngine engine = Site.engine(stores);
    private final MemoryEngine other = Site.engine(stores);

    @AfterEach
    void close() {
        engine.close();
        other.close();
    }

    @Test
    void aNewVaultIsOwnedByItsEngine() {
        assertThat(engine.operations().vaults().current()).isEmpty();
        VaultView vault = Site.create(engine.operations()).orThrow();
        assertThat(vault.mode()).isEqualTo(VaultView.Mode.OWNER);
        assertThat(vault.name()).isEqualTo("lee");
        assertThat(vault.owner()).isEqualTo("this engine");
        assertThat(vault.format()).isPositive();
        assertThat(engine.operations().vaults().current()).contains(vault);
    }

    @Test
    void creatingOverAVaultAndAttachingToNoneAreTold() {
        Site.create(engine.operations()).orThrow();
        assertThat(Site.issue(Site.create(other.operations())).kind()).isEqualTo(Issue.Kind.NOT_ALLOWED);
        AttachVault nowhere = new AttachVault(
                new StoreAddress(StoreAddress.Kind.DIRECTORY, "/nowhere"),
                Secret.ofText("any"),
                Optional.empty(),
                false);
        assertThat(Site.issue(other.operations().vaults().attach(nowhere)).kind())
                .isEqualTo(Issue.Kind.NOT_FOUND);
        AttachVault wrong = new AttachVault(Site.STORE, Secret.ofText("wrong"), Optional.empty(), false);
        assertThat(Site.issue(other.operations().vaults().attach(wrong)).kind())
                .isEqualTo(Issue.Kind.WRONG_CREDENTIALS);
        assertThat(other.operations().vaults().current()).isEmpty();
    }

    @Test
    void besideAnOwnerAVaultIsReadOnly() {
        Site.create(engine.operations()).orThrow();
        MachineId machine = Site.protectedMachine(engine, "db-01", DISK);
        VaultView vault = Site.attach(other.operations(), false).orThrow();
        assertThat(vault.mode()).isEqualTo(VaultView.Mode.READ_ONLY);
        assertThat(vault.owner()).startsWith("engine ");
        PointView point = other.operations().points().of(machine).getFirst();
        Issue pin = Site.issue(other.operations().points().pin(point.point().id()));
        assertThat(pin.kind()).isEqualTo(Issue.Kind.NOT_ALLOWED);
        assertThat(pin.code()).isEqualTo("VAULT-READ-ONLY");
        MachineId newcomer = other.enrolment().enrol("web-01", DISK.length);
        assertThat(Site.issue(other.operations()
                                .machines()
                                .protect(
                                        newcomer,
                                        Site.policy(other.operations()).id()))
                        .message())
                .isEqualTo("The vault is attached read-only, because another engine owns it.");
        Issue passphrase = Site.issue(
                other.operations().vaults().changePassphrase(Secret.ofText(Site.PASSPHRASE), Secret.ofText("new")));
        assertThat(passphrase.kind()).isEqualTo(Issue.Kind.NOT_ALLOWED);
    }

    @Test
    void takingOverMakesTheFormerOwnerAReader() {
        Site.create(engine.operations()).orThrow();
        MachineId machine = Site.protectedMachine(engine, "db-01", DISK);
        PointId point =
                engine.operations().points().of(machine).getFirst().point().id();
        assertThat(Site.attach(other.operations(), true).orThrow().mode()).isEqualTo(VaultView.Mode.OWNER);
        engine.restart();
        await().atMost(Site.PATIENCE)
                .until(() ->
                        engine.operations().vaults().current().orElseThrow().mode() == VaultView.Mode.READ_ONLY);
        assertThat(engine.operations().events().list(10, Optional.empty()))
                .anySatisfy(event -> assertThat(event.severity()).isEqualTo(EventView.Severity.CRITICAL));
    }

    @Test
    void anOwnerThatStoppedBeforeItRememberedItsClaimClaimsAgain() {
        Site.create(engine.operations()).orThrow();
        Site.attach(engine.operations(), false).orThrow();
        var store = engine.state().attachment();
        var remembered = store.current().orElseThrow();
        VaultAttachment second = remembered.value();
        assertThat(second.generation()).isEqualTo(2);
        store.update(
                new VaultAttachment(
                        second.vault(), second.name(), second.store(), second.mode(), 1, second.attachedAt()),
                remembered.version());
        engine.restart();
        Site.finished(engine.operations(), engine.operations().vaults().check(0));
        assertThat(store.current().orElseThrow().value().generation()).isEqualTo(3);
        assertThat(engine.operations().vaults().current().orElseThrow().mode()).isEqualTo(VaultView.Mode.OWNER);
    }

    @Test
    void aVaultWhoseStoreIsAwayIsOpenedWhenItComesBack() {
        Site.create(engine.operations()).orThrow();
        stores.reachable(false);
        engine.restart();
        Issue issue = Site.issue(engine.operations().vaults().check(0));
        assertThat(issue.kind()).isEqualTo(Issue.Kind.NOT_REACHABLE);
        assertThat(engine.operations().vaults().current().orElseThrow().owner()).contains("not open");
        stores.reachable(true);
        engine.restart();
        Site.finished(engine.operations(), engine.operations().vaults().check(0));
    }

    @Test
    void credentialsAreKeptForTheNextStart() {
        StoreAddress locked = new StoreAddress(StoreAddress.Kind.AZURE, "https://locked/vault");
        engine.operations()
                .vaults()
                .create(new CreateVault(
                        "lee", locked, Secret.ofText(Site.PASSPHRASE), Optional.of(Secret.ofText("key=1"))))
                .orThrow();
        engine.restart();
        Site.finished(engine.operations(), engine.operations().vaults().check(0));
    }

    @Test
    void theOldPassphraseNoLongerOpensTheVault() {
        Site.create(engine.operations()).orThrow();
        engine.operations()
                .vaults()
                .changePassphrase(Secret.ofText(Site.PASSPHRASE), Secret.ofText("louder harbour"))
                .orThrow();
        assertThat(Site.issue(Site.attach(other.operations(), false)).kind()).isEqualTo(Issue.Kind.WRONG_CREDENTIALS);
        AttachVault right = new AttachVault(Site.STORE, Secret.ofText("louder harbour"), Optional.empty(), false);
        assertThat(other.operations().vaults().attach(right).orThrow().mode()).isEqualTo(VaultView.Mode.READ_ONLY);
    }

    @Test
    void aVaultInUseIsNotExchanged() {
        Site.create(engine.operations()).orThrow();
        Site.protectedMachine(engine, "db-01", DISK);
        CreateVault second = new CreateVault(
                "second",
                new StoreAddress(StoreAddress.Kind.DIRECTORY, "/second"),
                Secret.ofText("any"),
                Optional.empty());
        assertThat(Site.issue(engine.operations().vaults().create(second)).code())
                .isEqualTo("VAULT-IN-USE");
        assertThat(Site.attach(engine.operations(), false).orThrow().mode()).isEqualTo(VaultView.Mode.OWNER);
    }

    @Test
    void aCheckReadsBackAndReportsWhatIsWrong() {
        Site.create(engine.operations()).orThrow();
        Site.protectedMachine(engine, "db-01", DISK);
        JobResult sound = Site.finished(
                        engine.operations(), engine.operations().vaults().check(100))
                .result();
        assertThat(sound).isInstanceOfSatisfying(JobResult.Checked.class, checked -> {
            assertThat(checked.report().points()).isEqualTo(1);
            assertThat(checked.report().bytesRead()).isPositive();
            assertThat(checked.report().findings()).isEmpty();
        });
        var store = stores.at(Site.STORE);
        var segment = store.names().stream()
                .filter(name -> name.value().endsWith(".seg"))
                .findFirst()
                .orElseThrow();
        byte[] bytes = store.bytes(segment);
        bytes[bytes.length / 2] ^= 1;
        store.overwrite(segment, bytes);
        JobResult broken = Site.finished(
                        engine.operations(), engine.operations().vaults().check(100))
                .result();
        assertThat(((JobResult.Checked) broken).report().findings()).isNotEmpty();
    }

    @Test
    void pointsArePinnedAndTagged() {
        Site.create(engine.operations()).orThrow();
        MachineId machine = Site.protectedMachine(engine, "db-01", DISK);
        PointId point =
                engine.operations().points().of(machine).getFirst().point().id();
        assertThat(engine.operations().points().pin(point).orThrow().point().pinned())
                .isTrue();
        engine.operations().points().tag(point, "golden").orThrow();
        PointView seen = engine.operations().points().of(machine).getFirst();
        assertThat(seen.point().pinned()).isTrue();
        assertThat(seen.point().tags()).containsExactly("golden");
        assertThat(engine.operations().points().release(point).orThrow().point().pinned())
                .isFalse();
        assertThat(Site.issue(engine.operations().points().pin(new PointId("nothing")))
                        .kind())
                .isEqualTo(Issue.Kind.NOT_FOUND);
    }
}
