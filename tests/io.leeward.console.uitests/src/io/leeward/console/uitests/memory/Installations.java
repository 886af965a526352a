package io.leeward.console.uitests.memory;

import io.leeward.kernel.Issue;
import io.leeward.model.Health;
import io.leeward.model.Phase;
import io.leeward.model.PointKind;
import io.leeward.model.PointState;
import io.leeward.model.PolicyId;
import io.leeward.model.Proof;
import io.leeward.model.RecoveryPoint;
import io.leeward.model.ReplicationPolicy;
import io.leeward.model.Resync;
import io.leeward.model.ServerId;
import io.leeward.model.VaultId;
import io.leeward.operations.live.EventView;
import io.leeward.operations.servers.ServerView;
import io.leeward.operations.vaults.StoreAddress;
import io.leeward.operations.vaults.VaultView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Installations to look at. */
public final class Installations {
    private static final long GIB = 1L << 30;
    private static final Duration KEPT = Duration.ofHours(72);

    private Installations() {}

    /** Nothing but a running engine. */
    public static MemoryEngine empty() {
        MemoryEngine engine = new MemoryEngine();
        servers(engine);
        return engine;
    }

    /** Six machines in different phases, as on an ordinary morning with two that need a hand. */
    public static MemoryEngine ordinary() {
        MemoryEngine engine = withVault();
        Instant now = Instant.now();
        protectedMachine(engine, "db-01", now, Duration.ofSeconds(42), 80 * GIB, 400 * GIB);
        MemoryMachine web = machine(engine, "web-03", now, 60 * GIB);
        web.phase = Phase.INITIAL_COPY;
        web.copied = 0.63;
        web.policy = Optional.of(engine.policies.values().iterator().next());
        MemoryMachine app = protectedMachine(engine, "app-02", now, Duration.ofSeconds(371), 120 * GIB);
        app.health = Health.WARNING;
        app.resync = new Resync(
                Resync.State.REQUIRED, Optional.of("Changes could not be proven after the reboot at 03:10."));
        app.attention = Optional.of(new Issue(
                "TRACKING-LOST",
                Issue.Kind.FAILED,
                "2,311 changes could not be proven after the reboot at 03:10.",
                "Change tracking does not survive a shutdown, so changes made while it was off are not known.",
                "Resynchronize the machine: its disks are compared with the vault and what differs is sent."));
        MemoryMachine nas = protectedMachine(
                engine, "nas-1", now.minus(Duration.ofMinutes(4)), Duration.ofSeconds(350), 2048 * GIB);
        nas.silent = true;
        nas.health = Health.CRITICAL;
        nas.attention = Optional.of(new Issue(
                "AGENT-SILENT",
                Issue.Kind.NOT_REACHABLE,
                "nas-1 has not been heard for four minutes, so nothing newer than its last point can be recovered.",
                "Its agent does not answer heartbeats.",
                "Look whether the machine runs and reaches this engine on port 9443; the agent goes on by itself."));
        protectedMachine(engine, "mail-01", now, Duration.ofSeconds(97), 200 * GIB);
        machine(engine, "build-07", now, 100 * GIB);
        jobs(engine, now);
        history(engine);
        engine.bottleneck = "network";
        return engine;
    }

    /** Many machines. */
    public static MemoryEngine large(int count) {
        MemoryEngine engine = withVault();
        Instant now = Instant.now();
        for (int i = 0; i < count; i++) {
            MemoryMachine machine = machine(engine, String.format("vm-%05d", i), now, 40 * GIB);
            machine.phase = i % 50 == 0 ? Phase.INITIAL_COPY : i % 31 == 0 ? Phase.UNPROTECTED : Phase.PROTECTED;
            machine.policy = Optional.of(engine.policies.values().iterator().next());
            if (machine.phase == Phase.PROTECTED) {
                machine.cut(
                        engine.nextPoint(),
                        PointKind.CRASH_CONSISTENT,
                        now.minusSeconds(30 + i % 240),
                        List.of(),
                        PointState.RECOVERABLE);
            }
        }
        return engine;
    }

    private static MemoryEngine withVault() {
        MemoryEngine engine = empty();
        engine.vault = Optional.of(new VaultView(
                new VaultId("v-1"),
                "contoso-dr",
                StoreAddress.parse("azure:https://contosodr.blob.core.windows.net/vault")
                        .orElseThrow(),
                1,
                VaultView.Mode.OWNER,
                "this engine",
                Instant.now().minus(Duration.ofDays(40))));
        policy(engine, "gold", Duration.ofMinutes(5));
        policy(engine, "silver", Duration.ofMinutes(15));
        return engine;
    }

    private static void policy(MemoryEngine engine, String name, Duration interval) {
        ReplicationPolicy named = ReplicationPolicy.named(new PolicyId(name), name);
        engine.policies.put(
                named.id(),
                new ReplicationPolicy(
                        named.id(),
                        name,
                        interval,
                        named.appInterval(),
                        named.retention(),
                        interval.multipliedBy(2),
                        named.compression(),
                        named.flush()));
    }

    private static void servers(MemoryEngine engine) {
        Instant now = Instant.now();
        engine.servers.add(new ServerView(
                new ServerId("cs"),
                ServerView.Role.CONFIGURATION_SERVER,
                "hq-cs1",
                "hq-cs1.contoso.example:8443",
                Health.NORMAL,
                Optional.empty(),
                now,
                0,
                0));
        engine.servers.add(new ServerView(
                new ServerId("ps1"),
                ServerView.Role.PROCESS_SERVER,
                "hq-ps1",
                "hq-ps1.contoso.example:9443",
                Health.NORMAL,
                Optional.empty(),
                now,
                183_500_800,
                94 * GIB));
        engine.servers.add(new ServerView(
                new ServerId("ps2"),
                ServerView.Role.PROCESS_SERVER,
                "hq-ps2",
                "hq-ps2.contoso.example:9443",
                Health.WARNING,
                Optional.of("The spool is 91 % full."),
                now,
                91 * GIB,
                9 * GIB));
    }

    private static MemoryMachine machine(MemoryEngine engine, String name, Instant now, long... disks) {
        MemoryMachine machine = new MemoryMachine(name, now, disks);
        engine.machines.put(machine.id, machine);
        return machine;
    }

    private static MemoryMachine protectedMachine(
            MemoryEngine engine, String name, Instant now, Duration lag, long... disks) {
        MemoryMachine machine = machine(engine, name, now, disks);
        machine.phase = Phase.PROTECTED;
        machine.policy = Optional.of(engine.policies.values().iterator().next());
        machine.nextPoint = Optional.of(now.plus(Duration.ofMinutes(4)));
        Instant newest = Instant.now().minus(lag);
        Duration step = Duration.ofMinutes(30);
        int count = (int) KEPT.dividedBy(step);
        for (int i = count; i >= 0; i--) {
            PointKind kind = i % 8 == 3
                    ? PointKind.APP_CONSISTENT
                    : i % 24 == 0 && i > 0 ? PointKind.MULTI_VM : PointKind.CRASH_CONSISTENT;
            List<String> tags = i == 35 ? List.of("before upgrade") : List.of();
            RecoveryPoint point = machine.cut(
                    engine.nextPoint(), kind, newest.minus(step.multipliedBy(i)), tags, PointState.RECOVERABLE);
            if (i == 35 || i % 48 == 11) {
                machine.replace(
                        new RecoveryPoint(
                                point.id(),
                                point.machine(),
                                kind,
                                point.cutAt(),
                                point.cuts(),
                                tags,
                                i == 35,
                                i == 35 ? Proof.VERIFIED : Proof.BOOTED,
                                Optional.empty()),
                        PointState.RECOVERABLE);
            }
        }
        return machine;
    }

    private static void jobs(MemoryEngine engine, Instant now) {
        engine.startAt(
                now.minusSeconds(231),
                "Resynchronize",
                "nas-1",
                List.of(
                        new MemoryJob.Step("Claim epoch", 1, "1 disk"),
                        new MemoryJob.Step("Compare", 40, "reading disks"),
                        new MemoryJob.Step("Send differences", 9, "")),
                () -> {});
        engine.jobs.getLast().passed(now.minusSeconds(230));
        engine.jobs
                .getLast()
                .fail(
                        new Issue(
                                "AGENT-SILENT",
                                Issue.Kind.NOT_REACHABLE,
                                "The comparison of nas-1 stopped, because its agent does not answer.",
                                "The last heartbeat came four minutes ago.",
                                "Start the machine or repair its way to port 9443, then resume this job."),
                        now);
        engine.startAt(
                now.minusSeconds(1502),
                "Enable replication",
                "web-03",
                List.of(
                        new MemoryJob.Step("Check prerequisites", 1, ""),
                        new MemoryJob.Step("Claim epochs", 1, ""),
                        new MemoryJob.Step("Initial copy", 2400, "38.1 GiB of 60 GiB, 18 MB/s, 12 min left")),
                () -> {});
        MemoryJob copy = engine.jobs.getLast();
        for (int i = 0; i < 1514; i++) {
            copy.passed(now.minusSeconds(1500));
        }
    }

    private static void history(MemoryEngine engine) {
        engine.event(EventView.Severity.INFO, "contoso-dr", "The vault was opened by this engine.", Optional.empty());
        engine.event(EventView.Severity.INFO, "db-01", "db-01 is protected.", Optional.empty());
        engine.event(EventView.Severity.INFO, "web-03", "The initial copy of web-03 has begun.", Optional.empty());
        engine.event(
                EventView.Severity.WARNING,
                "app-02",
                "app-02 has to be resynchronized.",
                engine.machines.values().stream()
                        .filter(machine -> machine.name.equals("app-02"))
                        .findFirst()
                        .flatMap(machine -> machine.attention));
        engine.event(EventView.Severity.WARNING, "hq-ps2", "The spool of hq-ps2 is 91 % full.", Optional.empty());
        engine.event(
                EventView.Severity.CRITICAL,
                "nas-1",
                "nas-1 has not been heard for four minutes.",
                engine.machines.values().stream()
                        .filter(machine -> machine.name.equals("nas-1"))
                        .findFirst()
                        .flatMap(machine -> machine.attention));
    }
}
