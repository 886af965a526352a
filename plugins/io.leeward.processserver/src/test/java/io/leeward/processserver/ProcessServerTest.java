package io.leeward.processserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.leeward.kernel.Outcome;
import io.leeward.model.Compression;
import io.leeward.model.Disk;
import io.leeward.model.DiskId;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.model.PolicyId;
import io.leeward.model.RecoveryPoint;
import io.leeward.model.ReplicationPolicy;
import io.leeward.model.ServerId;
import io.leeward.operations.port.AttachedVault;
import io.leeward.operations.port.ReplicatedMachine;
import io.leeward.operations.port.ReplicationFact;
import io.leeward.operations.port.ReplicationStatus;
import io.leeward.processserver.link.DataPort;
import io.leeward.processserver.link.LinkLimits;
import io.leeward.processserver.link.TestAgent;
import io.leeward.processserver.link.TestAuthority;
import io.leeward.replication.settings.Limits;
import io.leeward.store.system.SystemSources;
import io.leeward.vault.Vault;
import io.leeward.vault.Vaults;
import io.leeward.vault.blob.MemoryBlobStore;
import io.leeward.vault.head.Heads;
import io.leeward.vault.owner.Ownership;
import io.leeward.wire.data.AgentMessage.Marker;
import io.leeward.wire.data.AgentMessage.Ping;
import io.leeward.wire.data.ServerMessage.CutPoint;
import io.leeward.wire.data.ServerMessage.Resume;
import io.leeward.wire.data.ServerMessage.Stop;
import io.leeward.wire.data.ServerMessage.Watermarks;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessServerTest {
    private static final MachineId MACHINE = new MachineId("m-1");

    @TempDir
    private Path data;

    private final TestAuthority authority = new TestAuthority();
    private final MemoryBlobStore store = new MemoryBlobStore();
    private final Vault vault = Vaults.create(store, 1);
    private final Map<MachineId, String> incarnations = new ConcurrentHashMap<>();
    private final List<ReplicationFact> facts = new CopyOnWriteArrayList<>();
    private final ScriptedAgent agent = new ScriptedAgent(authority, MACHINE.value());
    private FolderSpools spools;
    private ProcessServer server;
    private long generation;

    @BeforeEach
    void open() {
        generation = new Ownership(vault, "store-1", "test").claim().orThrow().generation();
        spools = new FolderSpools(data);
        server = new ProcessServer(
                new ProcessServer.Ports(
                        authority.server(),
                        authority::admit,
                        spools,
                        new Incarnations() {
                            @Override
                            public Optional<String> of(MachineId machine) {
                                return Optional.ofNullable(incarnations.get(machine));
                            }

                            @Override
                            public void seen(MachineId machine, String incarnation) {
                                incarnations.put(machine, incarnation);
                            }
                        },
                        owned -> {},
                        SystemSources.CLOCK,
                        SystemSources.TICKER,
                        SystemSources.ENTROPY),
                new ProcessServer.Place(
                        new ServerId("s-1"), "test", new DataPort.Address("127.0.0.1", 0), () -> "test:9443"),
                Limits.standard(),
                LinkLimits.standard());
        server.listen(facts::add);
        server.attach(attached());
        server.start(machine()).orThrow();
    }

    private AttachedVault attached() {
        return new AttachedVault(vault.id(), store, vault.key().reveal(), generation);
    }

    @AfterEach
    void close() throws IOException {
        agent.close();
        server.close();
    }

    private static ReplicatedMachine machine() {
        ReplicationPolicy policy = new ReplicationPolicy(
                new PolicyId("p-1"),
                "p",
                Duration.ofHours(1),
                Duration.ZERO,
                Duration.ofHours(72),
                Duration.ofHours(2),
                Compression.SNAPPY,
                Duration.ofMinutes(5));
        return new ReplicatedMachine(
                MACHINE,
                "db01",
                List.of(new Disk(new DiskId("sda"), "/dev/sda", "", ScriptedAgent.DISK_BYTES)),
                policy);
    }

    private void protect() throws IOException {
        assertThat(agent.connect(server.port()).resume()).isEqualTo(Resume.NEW_INITIAL);
        agent.copy();
        agent.cut();
    }

    private List<RecoveryPoint> points() {
        return new Heads(vault, MACHINE, generation).points();
    }

    @Test
    void whatAnAgentSendsBecomesARecoverablePoint() throws Exception {
        protect();
        assertThat(points()).hasSize(1);
        await().untilAsserted(() -> {
            ReplicationStatus status = server.status(MACHINE).orElseThrow();
            assertThat(status.connected()).isTrue();
            assertThat(status.initialCopyDone()).isTrue();
            assertThat(status.lastPoint()).isPresent();
            assertThat(status.backlogBytes()).isZero();
            assertThat(status.stored()).isPresent();
        });
        assertThat(facts).hasAtLeastOneElementOfType(ReplicationFact.AgentConnected.class);
        assertThat(facts).hasAtLeastOneElementOfType(ReplicationFact.InitialCopyFinished.class);
        assertThat(facts).hasAtLeastOneElementOfType(ReplicationFact.PointBecameRecoverable.class);
    }

    @Test
    void aCutReturnsWhenItsPointIsRecoverable() throws Exception {
        protect();
        agent.write(3);
        CompletionStage<Outcome<RecoveryPoint>> cut =
                server.cut(MACHINE, new PointId("point-7"), Optional.of("before the upgrade"), false);
        assertThat(agent.cut()).isEqualTo("point-7");
        RecoveryPoint point =
                cut.toCompletableFuture().get(10, TimeUnit.SECONDS).orThrow();
        assertThat(point.tags()).containsExactly("before the upgrade");
        assertThat(points()).extracting(RecoveryPoint::id).contains(new PointId("point-7"));
    }

    @Test
    void aMachineWithoutItsAgentCannotBeCutAndTheReasonIsSaid() throws Exception {
        Outcome<RecoveryPoint> answer = server.cut(MACHINE, new PointId("point-7"), Optional.empty(), false)
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        assertThat(answer).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void drainingBringsEverythingAcknowledgedToTheVault() throws Exception {
        protect();
        agent.write(5);
        agent.awaitAcknowledged();
        assertThat(agent.stored).isLessThan(agent.acknowledged);
        server.drain(MACHINE).toCompletableFuture().get(10, TimeUnit.SECONDS).orThrow();
        while (agent.stored < agent.acknowledged) {
            agent.await(Watermarks.class);
        }
    }

    @Test
    void afterARestartReplicationGoesOnWhereItWas() throws Exception {
        protect();
        agent.write(5);
        agent.awaitAcknowledged();
        long epoch = agent.epoch;
        server.close();
        agent.close();
        open();
        assertThat(agent.connect(server.port()).resume()).isEqualTo(Resume.CONTINUE);
        assertThat(agent.epoch).isEqualTo(epoch);
        agent.write(5);
        agent.report();
        agent.cut();
        assertThat(points()).hasSize(2);
    }

    @Test
    void aLostSpoolIsNoticedAndANewEpochBegins() throws Exception {
        protect();
        agent.write(5);
        agent.awaitAcknowledged();
        server.close();
        agent.close();
        new FolderSpools(data).delete(MACHINE);
        open();
        assertThat(agent.connect(server.port()).resume()).isEqualTo(Resume.NEW_CONTINUOUS);
        assertThat(agent.epoch).isEqualTo(2);
    }

    @Test
    void anUnstartedOrStoppedMachineIsToldToWait() throws Exception {
        protect();
        server.stop(MACHINE).toCompletableFuture().get(20, TimeUnit.SECONDS).orThrow();
        assertThat(server.status(MACHINE)).isEmpty();
        assertThat(data.resolve(MACHINE.value())).doesNotExist();
        agent.close();
        try (ScriptedAgent again = new ScriptedAgent(authority, MACHINE.value())) {
            again.connect(server.port());
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("closed");
        }
    }

    @Test
    void aMachineThatIsStillBeingStoppedIsStartedOnlyAfterThat() throws Exception {
        CountDownLatch deleting = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        spools.beforeDeletion(() -> {
            deleting.countDown();
            waitFor(goOn);
        });
        CompletionStage<Outcome<MachineId>> stopped = server.stop(MACHINE);
        waitFor(deleting);
        assertThat(server.start(machine())).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(
                        failed.issue().code())
                .isEqualTo("MACHINE-STOPPING"));
        assertThat(server.stop(MACHINE).toCompletableFuture().join()).isInstanceOf(Outcome.Refused.class);
        goOn.countDown();
        stopped.toCompletableFuture().get(20, TimeUnit.SECONDS).orThrow();
        server.start(machine()).orThrow();
        assertThat(data.resolve(MACHINE.value())).exists();
    }

    @Test
    void aSpoolThatSomebodyElseHoldsIsAnAnswer() {
        MachineId other = new MachineId("m-2");
        try (Spools.Folder held = spools.open(other)) {
            ReplicatedMachine wanted = new ReplicatedMachine(
                    other, "db02", machine().disks(), machine().policy());
            assertThat(held.storage().list()).isNotNull();
            assertThat(server.start(wanted)).isInstanceOfSatisfying(Outcome.Failed.class, failed -> assertThat(
                            failed.issue().code())
                    .isEqualTo("FOLDER-IN-USE"));
        }
    }

    private static void waitFor(CountDownLatch latch) {
        try {
            assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException("nobody interrupts a test", e);
        }
    }

    @Test
    void afterATakeOverNothingIsWrittenAnyMore() throws Exception {
        protect();
        long newer =
                new Ownership(vault, "store-2", "other").takeOver().orThrow().generation();
        new Heads(vault, MACHINE, newer).takeOver();
        server.cut(MACHINE, new PointId("point-8"), Optional.empty(), false);
        agent.connection().send(new Ping(1));
        CutPoint asked = agent.await(CutPoint.class);
        agent.connection().send(new Marker(0, ++agent.sequence, asked.point(), 0, 0, ScriptedAgent.DISK_BYTES));
        assertThat(agent.await(Stop.class).code()).isNotBlank();
        await().untilAsserted(() -> assertThat(facts).hasAtLeastOneElementOfType(ReplicationFact.Halted.class));
        assertThat(new Heads(vault, MACHINE, newer).points()).hasSize(1);
    }

    @Test
    void withoutAnOwnedVaultNothingIsReceived() throws Exception {
        server.detach();
        server.attach(new AttachedVault(vault.id(), store, vault.key().reveal(), 0));
        assertThat(server.start(machine())).isInstanceOf(Outcome.Refused.class);
        try (var stranger = new TestAgent(authority.agent("m-1"), server.port())) {
            stranger.send(TestAgent.hello("m-1"));
            assertThat(stranger.receive())
                    .hasValueSatisfying(stop -> assertThat(((Stop) stop).code()).isEqualTo("MACHINE-NOT-REPLICATED"));
        }
        agent.connect(reattached());
    }

    private int reattached() {
        server.detach();
        server.attach(attached());
        server.start(machine()).orThrow();
        return server.port();
    }

    @Test
    void aSecondOwnerOfTheSpoolIsRefused() {
        assertThat(catchThrowable(() -> new FolderSpools(data).open(MACHINE))).hasMessageContaining("FOLDER-IN-USE");
    }
}
