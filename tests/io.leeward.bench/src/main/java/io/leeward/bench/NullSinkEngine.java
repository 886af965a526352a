package io.leeward.bench;

import io.leeward.engine.EngineAssembly;
import io.leeward.kernel.Clock;
import io.leeward.kernel.Entropy;
import io.leeward.kernel.Secret;
import io.leeward.model.MachineId;
import io.leeward.model.PolicyId;
import io.leeward.model.ReplicationPolicy;
import io.leeward.operations.port.AttachedVault;
import io.leeward.operations.port.EngineSettings;
import io.leeward.operations.port.ReplicatedMachine;
import io.leeward.operations.port.ReplicationStatus;
import io.leeward.operations.servers.RegistrationKey;
import io.leeward.operations.state.MachineRecord;
import io.leeward.operations.state.MachineRecord.Wish;
import io.leeward.operations.state.Versioned;
import io.leeward.vault.Vault;
import io.leeward.vault.owner.OwnerRecord;
import io.leeward.vault.owner.Ownership;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * An engine whose vault keeps nothing of the data: the whole path of an initial copy but the store. It writes a
 * registration key to {@code DATA/key}, prints its control port, protects the first machine that enrols, prints one
 * line of JSON when its first recovery point exists, and ends.
 */
final class NullSinkEngine {
    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final Duration LOOK = Duration.ofMillis(50);

    private NullSinkEngine() {}

    static void run(Path data) throws Exception {
        SecureRandom random = new SecureRandom();
        Entropy entropy = random::nextBytes;
        Clock clock = Instant::now;
        NullSinkStore sink = new NullSinkStore();
        Vault vault = Vault.create(sink, "bench", Secret.ofText("a passphrase for nothing"), clock, entropy)
                .orThrow();
        OwnerRecord owner = new Ownership(vault, "bench", "bench").claim().orThrow();
        EngineSettings settings = new EngineSettings(EngineSettings.Mode.SERVER, data, "127.0.0.1", 0, 0);
        try (EngineAssembly engine = new EngineAssembly(settings);
                ControlChannel control = new ControlChannel(
                        engine.identity().orElseThrow(), engine.agentRequests().orElseThrow())) {
            engine.controlPort(control.port());
            engine.replication()
                    .attach(new AttachedVault(vault.id(), sink, vault.key().reveal(), owner.generation()));
            RegistrationKey key = engine.enrolment().newRegistrationKey().orThrow();
            Files.write(data.resolve("key"), key.key().reveal());
            System.out.println("{\"controlPort\":" + control.port() + "}");
            MachineId machine = protectFirst(engine);
            long from = System.nanoTime();
            long cpuFrom = cpuNanos();
            awaitPoint(engine, machine);
            report(System.nanoTime() - from, cpuNanos() - cpuFrom, sink.received());
        }
    }

    private static MachineId protectFirst(EngineAssembly engine) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        List<Versioned<MachineRecord>> machines = engine.state().machines().list();
        while (machines.isEmpty()) {
            pause(end);
            machines = engine.state().machines().list();
        }
        MachineRecord machine = machines.getFirst().value();
        ReplicationPolicy policy = ReplicationPolicy.named(new PolicyId("bench"), "bench");
        engine.replication()
                .start(new ReplicatedMachine(machine.id(), machine.name(), machine.disks(), policy))
                .orThrow();
        engine.state().machines().update(wanted(machine), machines.getFirst().version());
        return machine.id();
    }

    private static MachineRecord wanted(MachineRecord machine) {
        return new MachineRecord(
                machine.id(),
                machine.name(),
                machine.incarnation(),
                machine.enrolledAt(),
                machine.disks(),
                Wish.PROTECTED,
                machine.phase(),
                machine.direction(),
                machine.failure(),
                machine.policy(),
                machine.group(),
                machine.resync());
    }

    private static void awaitPoint(EngineAssembly engine, MachineId machine) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        Optional<ReplicationStatus> status = engine.replication().status(machine);
        while (status.flatMap(ReplicationStatus::lastPoint).isEmpty()) {
            pause(end);
            status = engine.replication().status(machine);
        }
    }

    private static void pause(long end) {
        if (System.nanoTime() - end > 0) {
            throw new IllegalStateException("gave up after " + PATIENCE.toMinutes() + " minutes");
        }
        LockSupport.parkNanos(LOOK.toNanos());
    }

    private static long cpuNanos() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(0L);
    }

    private static void report(long nanos, long cpuNanos, long stored) {
        System.out.printf(
                "{\"seconds\":%.3f,\"cpuSeconds\":%.3f,\"stored\":%d}%n", nanos / 1e9, cpuNanos / 1e9, stored);
    }
}
