package io.leeward.replication;

import io.leeward.kernel.ByteSize;
import io.leeward.kernel.file.MemoryStorage;
import io.leeward.model.Direction;
import io.leeward.model.Disk;
import io.leeward.model.DiskId;
import io.leeward.model.MachineId;
import io.leeward.model.PolicyId;
import io.leeward.model.ReplicationPolicy;
import io.leeward.replication.settings.Limits;
import io.leeward.replication.settings.MachineSettings;
import io.leeward.replication.status.ReplicationEvent;
import io.leeward.replication.work.SpoolReader;
import io.leeward.replication.work.VaultWork;
import io.leeward.replication.work.VaultWorker;
import io.leeward.vault.SeededEntropy;
import io.leeward.vault.Vault;
import io.leeward.vault.Vaults;
import io.leeward.vault.blob.MemoryBlobStore;
import io.leeward.vault.head.Heads;
import io.leeward.vault.segment.SegmentBuffers;
import io.leeward.wire.data.AgentMessage;
import io.leeward.wire.data.ServerMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** One replicator with a spool and a vault in memory; work in the vault is done when the test says so. */
final class Rig {
    static final long DISK_BYTES = 16 * 4096L;
    static final MachineId MACHINE = new MachineId("web");
    static final SegmentBuffers BUFFERS = new SegmentBuffers();

    final MemoryStorage storage;
    final MemoryBlobStore blobs;
    final Vault vault;
    final List<DiskId> disks;
    final List<ReplicationEvent> events = new ArrayList<>();
    final List<Effect> effects = new ArrayList<>();
    final ArrayDeque<Effect.Work> work = new ArrayDeque<>();
    private final long generation;
    private final SeededEntropy entropy;
    Limits limits = limits(ByteSize.mebibytes(8));
    MachineSettings settings;
    MachineReplicator replicator;
    VaultWorker worker;
    boolean holdWork;
    long nanos = 1_000_000_000L;
    Instant now = Instant.parse("2026-11-22T12:00:00Z");
    private long sessions;

    Rig() {
        this(1);
    }

    Rig(int diskCount) {
        this(new MemoryStorage(), new MemoryBlobStore(), Optional.empty(), diskCount, 1);
    }

    private Rig(MemoryStorage storage, MemoryBlobStore blobs, Optional<Vault> opened, int diskCount, long generation) {
        this.storage = storage;
        this.blobs = blobs;
        this.generation = generation;
        vault = opened.orElseGet(() -> Vaults.create(blobs, 1));
        entropy = new SeededEntropy(generation * 1000 + 7);
        String[] names = {"disk-a", "disk-b", "disk-c"};
        disks = Arrays.stream(names).limit(diskCount).map(DiskId::new).toList();
        ReplicationPolicy policy = new ReplicationPolicy(
                new PolicyId("gold"),
                "gold",
                Duration.ofMinutes(5),
                Duration.ZERO,
                Duration.ofHours(72),
                Duration.ofMinutes(15),
                io.leeward.model.Compression.SNAPPY,
                Duration.ofSeconds(30));
        settings = new MachineSettings(
                MACHINE,
                "web",
                Optional.of("ab".repeat(32)),
                disks.stream()
                        .map(id -> new Disk(id, "/dev/" + id, "", DISK_BYTES))
                        .toList(),
                policy,
                Direction.TO_CLOUD);
    }

    static Limits limits(ByteSize segment) {
        Limits standard = Limits.standard();
        return new Limits(
                standard.window(),
                segment,
                standard.spool(),
                ByteSize.ZERO,
                standard.uploadsAtOnce(),
                standard.hashReadsAtOnce(),
                standard.shortestRetry(),
                standard.longestRetry(),
                standard.drainPatience(),
                standard.cutPatience(),
                standard.cutsWaiting());
    }

    /** Another owner of the same vault, with a spool of its own. */
    Rig another(long newGeneration) {
        return new Rig(new MemoryStorage(), blobs, Optional.of(vault), disks.size(), newGeneration);
    }

    /** Starts the replicator, or starts it again over what is in the spool. */
    Rig start() {
        worker = new VaultWorker(
                vault, MACHINE, generation, "server " + generation, () -> now, SpoolReader.over(storage));
        replicator = new MachineReplicator(
                settings, limits, new ReplicatorPorts(storage, () -> now, () -> nanos, entropy, BUFFERS));
        work.clear();
        replicator.start();
        settle();
        return this;
    }

    /** The process ends without warning; the machine under it goes on. */
    void kill() {
        storage.endProcess();
        effects.clear();
        work.clear();
    }

    long nextSession() {
        return generation * 1000 + ++sessions;
    }

    void say(long session, AgentMessage message) {
        replicator.received(session, message);
        settle();
    }

    void flush() {
        replicator.flush();
        settle();
    }

    void pass(Duration time) {
        nanos += time.toNanos();
        now = now.plus(time);
        replicator.tick();
        settle();
    }

    /** Takes effects and, unless work is held, does the work. */
    void settle() {
        take();
        while (!holdWork && !work.isEmpty()) {
            doNext();
        }
    }

    private void take() {
        for (Effect effect : replicator.effects()) {
            effects.add(effect);
            switch (effect) {
                case Effect.Work todo -> work.add(todo);
                case Effect.Tell(ReplicationEvent event) -> events.add(event);
                default -> {}
            }
        }
    }

    /** Does the oldest piece of work. */
    void doNext() {
        Effect.Work next = work.remove();
        replicator.completed(next.id(), worker.perform(next.work()));
        take();
    }

    /** Messages sent on a session since it was last asked. */
    List<ServerMessage> heard(long session) {
        List<ServerMessage> heard = new ArrayList<>();
        for (Effect effect : List.copyOf(effects)) {
            if (effect instanceof Effect.Send(long to, ServerMessage message) && to == session) {
                heard.add(message);
                effects.remove(effect);
            }
        }
        return heard;
    }

    <T extends ServerMessage> Optional<T> last(long session, Class<T> type) {
        return heard(session).stream().filter(type::isInstance).map(type::cast).reduce((a, b) -> b);
    }

    <T extends ReplicationEvent> List<T> told(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).toList();
    }

    boolean waitsFor(Class<? extends VaultWork> type) {
        return work.stream().map(Effect.Work::work).anyMatch(type::isInstance);
    }

    boolean did(Predicate<Effect> which) {
        return effects.stream().anyMatch(which);
    }

    Heads heads() {
        return new Heads(vault, MACHINE, 0);
    }
}
