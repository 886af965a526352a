package io.leeward.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leeward.agent.command.AgentCommand;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.Secret;
import io.leeward.model.Compression;
import io.leeward.model.JobId;
import io.leeward.model.Phase;
import io.leeward.model.ReplicationPolicy;
import io.leeward.operations.jobs.JobResult;
import io.leeward.operations.jobs.JobState;
import io.leeward.operations.jobs.JobView;
import io.leeward.operations.machines.MachineView;
import io.leeward.operations.policies.PolicySettings;
import io.leeward.operations.recover.PointChoice;
import io.leeward.operations.recover.RecoverToFiles;
import io.leeward.operations.vaults.CreateVault;
import io.leeward.operations.vaults.StoreAddress;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole way of the data in one process: agent, both ports, spool, vault, head, recovery. The disk is an image file
 * that stands still.
 */
@Timeout(180)
class InProcessIT {
    private static final int DISK_BYTES = 24 << 20;

    @TempDir
    private Path folder;

    private final Random random = new Random(2026);
    private Path disk;

    @BeforeEach
    void makeDisk() throws IOException {
        disk = folder.resolve("disk.img");
        byte[] content = new byte[DISK_BYTES];
        random.nextBytes(content);
        java.util.Arrays.fill(content, 4 << 20, 12 << 20, (byte) 0);
        Files.write(disk, content);
    }

    @Test
    void aPointIsRecoveredByteForByteAndReplicationGoesOnAfterRestarts() throws Exception {
        int controlPort;
        int dataPort;
        try (EngineInProcess engine = new EngineInProcess(folder.resolve("engine"))) {
            controlPort = engine.controlPort();
            dataPort = engine.dataPort();
            createVault(engine);
            enrol(engine);
            try (AgentInProcess agent = new AgentInProcess(folder.resolve("agent"))) {
                protect(engine);
                change(40);
                byte[] frozen = Files.readAllBytes(disk);
                cut(engine);
                change(40);
                assertThat(Files.readAllBytes(recover(engine, "first"))).isEqualTo(frozen);
            }
            change(10);
            try (AgentInProcess agent = new AgentInProcess(folder.resolve("agent"))) {
                cut(engine);
                assertThat(Files.readAllBytes(recover(engine, "after-agent"))).isEqualTo(Files.readAllBytes(disk));
            }
        }
        try (EngineInProcess engine = new EngineInProcess(folder.resolve("engine"), controlPort, dataPort);
                AgentInProcess agent = new AgentInProcess(folder.resolve("agent"))) {
            change(25);
            cut(engine);
            assertThat(Files.readAllBytes(recover(engine, "after-engine"))).isEqualTo(Files.readAllBytes(disk));
            assertThat(engine.operations().points().of(machine(engine).id())).hasSizeGreaterThanOrEqualTo(3);
        }
    }

    private void createVault(EngineInProcess engine) {
        engine.operations()
                .vaults()
                .create(new CreateVault(
                        "vault",
                        StoreAddress.parse("dir:" + folder.resolve("vault")).orElseThrow(),
                        Secret.ofText("a passphrase of the test"),
                        Optional.empty()))
                .orThrow();
    }

    private void enrol(EngineInProcess engine) throws IOException {
        var key = engine.operations().servers().newRegistrationKey().orThrow();
        Path keyFile = folder.resolve("key");
        Files.write(keyFile, key.key().reveal());
        int code = AgentCommand.execute(
                "enrol",
                "--data",
                folder.resolve("agent").toString(),
                "--server",
                engine.address(),
                "--registration-key-file",
                keyFile.toString(),
                "--ca-fingerprint",
                key.caFingerprint(),
                "--name",
                "db01",
                "--disk",
                disk.toString());
        assertThat(code).isZero();
    }

    private void protect(EngineInProcess engine) {
        ReplicationPolicy policy = engine.operations()
                .policies()
                .create(new PolicySettings(
                        "hourly",
                        Duration.ofHours(1),
                        Duration.ZERO,
                        Duration.ofHours(72),
                        Duration.ofHours(2),
                        Compression.SNAPPY,
                        Duration.ofSeconds(5)))
                .orThrow();
        finish(engine, engine.operations().machines().protect(machine(engine).id(), policy.id()));
        await().atMost(Duration.ofSeconds(60)).until(() -> machine(engine).phase() == Phase.PROTECTED);
    }

    private void cut(EngineInProcess engine) {
        await().atMost(Duration.ofSeconds(60)).until(() -> machine(engine).actions().stream()
                .anyMatch(action -> action.action() == io.leeward.model.Action.CUT_POINT && action.allowed()));
        JobView job = finish(
                engine, engine.operations().machines().cut(machine(engine).id(), Optional.of("test"), false));
        assertThat(job.result()).isInstanceOf(JobResult.PointCut.class);
    }

    private Path recover(EngineInProcess engine, String name) {
        JobView job = finish(
                engine,
                engine.operations()
                        .recoveries()
                        .toFiles(new RecoverToFiles(
                                "db01",
                                new PointChoice.LatestProcessed(),
                                folder.resolve(name),
                                RecoverToFiles.Format.RAW)));
        return ((JobResult.FilesRecovered) job.result()).disks().getFirst().file();
    }

    private static JobView finish(EngineInProcess engine, Outcome<JobId> started) {
        JobView job = engine.operations()
                .jobs()
                .await(started.orThrow(), Duration.ofSeconds(90))
                .orElseThrow();
        assertThat(job.state()).as("%s", job.issue()).isEqualTo(JobState.SUCCEEDED);
        return job;
    }

    private static MachineView machine(EngineInProcess engine) {
        return engine.operations().machines().find("db01").orElseThrow();
    }

    private void change(int blocks) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rwd")) {
            byte[] block = new byte[4096];
            for (int i = 0; i < blocks; i++) {
                random.nextBytes(block);
                file.seek((long) random.nextInt(DISK_BYTES / 4096) * 4096);
                file.write(block);
            }
        }
    }
}
