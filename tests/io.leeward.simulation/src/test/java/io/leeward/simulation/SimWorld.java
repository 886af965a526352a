package io.leeward.simulation;

import io.leeward.kernel.ByteSize;
import io.leeward.kernel.Secret;
import io.leeward.model.Compression;
import io.leeward.model.Direction;
import io.leeward.model.Disk;
import io.leeward.model.DiskId;
import io.leeward.model.MachineId;
import io.leeward.model.PolicyId;
import io.leeward.model.ReplicationPolicy;
import io.leeward.replication.settings.Limits;
import io.leeward.replication.settings.MachineSettings;
import io.leeward.replication.status.ReplicationStatus.Link;
import io.leeward.vault.SeededEntropy;
import io.leeward.vault.Vault;
import io.leeward.vault.Vaults;
import io.leeward.vault.blob.MemoryBlobStore;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One machine with its agent, up to three engines on one vault, and everything that can go wrong between them, all from
 * one seed. First fate strikes for a while; then everything is healed, and the machine must come to be protected again
 * with a new point.
 */
final class SimWorld {
    static final MachineId MACHINE = new MachineId("web");

    private static final Duration CHAOS = Duration.ofSeconds(50);
    private static final Duration WRITING_AFTER = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final int MOST_SERVERS = 3;
    private static final int MOST_EVENTS = 200_000;

    final Timeline time;
    final Promises promises;
    private final Planted planted;
    private final MemoryBlobStore blobs = new MemoryBlobStore();
    private final MachineSettings settings;
    private final SimAgent agent;
    private final List<SimServer> servers = new ArrayList<>();
    private final boolean tracked;
    private final List<Integer> diskBytes;
    private final ByteBuffer incarnation = ByteBuffer.wrap(HexFormat.of().parseHex("ab".repeat(32)));
    private Trouble trouble = Trouble.PLENTY;
    private Optional<SimAgent> copy = Optional.empty();
    private Optional<SimAgent.Snapshot> snapshot = Optional.empty();
    private long connections;
    private long pauses;
    private boolean healed;
    private boolean quiet;
    private boolean deciding;
    private boolean storeDown;
    private boolean meddledWith;

    SimWorld(long seed, Planted planted) {
        this.planted = planted;
        time = new Timeline(seed);
        blobs.pageSize(3 + time.random.nextInt(20));
        Vault vault = Vaults.create(blobs, seed);
        promises = new Promises(this, blobs, vault);
        diskBytes = IntStream.range(0, 1 + time.random.nextInt(2))
                .mapToObj(i -> (8 + time.random.nextInt(16)) * 4096 + (time.random.nextInt(3) == 0 ? 512 : 0))
                .toList();
        settings = settings();
        tracked = time.random.nextBoolean();
        agent = new SimAgent(this, "agent", incarnation, tracked, diskBytes);
        if (time.percent(10)) {
            agent.unfreezable();
        }
        addServer().start(true);
        time.after(time.about(Duration.ofSeconds(1)), agent::start);
        time.after(time.about(Duration.ofSeconds(4)), this::fate);
        time.after(CHAOS, this::heal);
    }

    private MachineSettings settings() {
        ReplicationPolicy policy = new ReplicationPolicy(
                new PolicyId("gold"),
                "gold",
                Duration.ofSeconds(5),
                time.random.nextBoolean() ? Duration.ofSeconds(20) : Duration.ZERO,
                Duration.ofHours(1),
                Duration.ofMinutes(1),
                time.random.nextBoolean() ? Compression.SNAPPY : Compression.ZSTD,
                Duration.ofSeconds(2));
        List<Disk> disks = IntStream.range(0, diskBytes.size())
                .mapToObj(i -> new Disk(new DiskId("disk-" + (char) ('a' + i)), "/dev/" + i, "", diskBytes.get(i)))
                .toList();
        return new MachineSettings(MACHINE, "web", Optional.of("ab".repeat(32)), disks, policy, Direction.TO_CLOUD);
    }

    Limits limits() {
        return new Limits(
                ByteSize.mebibytes(1),
                new ByteSize(1500),
                new ByteSize(9_000),
                ByteSize.ZERO,
                3,
                4,
                Duration.ofMillis(100),
                Duration.ofSeconds(4),
                Duration.ofSeconds(10),
                Duration.ofSeconds(20),
                4);
    }

    Trouble trouble() {
        return trouble;
    }

    Planted planted() {
        return planted;
    }

    /** Whether the machine writes no more. */
    boolean quiet() {
        return quiet;
    }

    /** The generation of the newest owner. */
    long newestGeneration() {
        return servers.stream().mapToLong(SimServer::generation).max().orElse(0);
    }

    private SimServer addServer() {
        int number = servers.size() + 1;
        MemoryBlobStore handle = blobs.another();
        handle.pageSize(3 + time.random.nextInt(20));
        Vault vault = Vault.open(handle, Secret.ofText(Vaults.PASSPHRASE), new SeededEntropy(time.random.nextLong()))
                .orThrow();
        SimServer server = new SimServer(this, number, handle, vault, settings);
        servers.add(server);
        return server;
    }

    /** A new connection to one of the servers that run, mostly to the newest owner. */
    Optional<Connection> connect(Runnable awake) {
        List<SimServer> running = servers.stream()
                .filter(SimServer::running)
                .sorted(Comparator.comparingLong(SimServer::generation).reversed())
                .toList();
        if (running.isEmpty()) {
            return Optional.empty();
        }
        SimServer chosen = time.percent(75) ? running.getFirst() : running.get(time.random.nextInt(running.size()));
        Connection connection = new Connection(++connections, this, chosen, awake);
        chosen.accept(connection);
        return Optional.of(connection);
    }

    private void fate() {
        if (healed) {
            return;
        }
        SimServer server = servers.get(time.random.nextInt(servers.size()));
        SimAgent which = copy.filter(other -> time.percent(30)).orElse(agent);
        switch (time.random.nextInt(22)) {
            case 0, 1, 2 -> which.breakConnection();
            case 3 -> server.crash(false);
            case 4 -> server.crash(true);
            case 5, 6 -> server.armStorage();
            case 7 -> server.failOnce();
            case 8 -> which.crash();
            case 9, 10 -> which.armStorage();
            case 11 -> which.stop();
            case 12 -> snapshot = agent.armed() ? snapshot : Optional.of(agent.snapshot());
            case 13 -> revert();
            case 14 -> server.loseSpool();
            case 15 -> server.rot();
            case 16 -> takeOver();
            case 17 -> copyAgent();
            case 18 -> server.cut();
            case 19 -> storeDown();
            case 20 -> time.jump();
            default -> server.resynchronize(false);
        }
        time.after(time.about(Duration.ofMillis((long) (1000 * trouble.idleThenRandom()))), this::fate);
    }

    private void revert() {
        meddledWith |= snapshot.isPresent();
        snapshot.ifPresent(agent::revert);
    }

    /** Whether the machine was copied or taken back, or spoke to several servers, each with a memory of its own. */
    boolean meddledWith() {
        return meddledWith || servers.size() > 1;
    }

    /** Nobody reaches the store for a while; everything goes on without it. */
    private void storeDown() {
        storeDown = true;
        time.after(time.about(Duration.ofSeconds(10)), () -> storeDown = false);
    }

    /** Whether the store can be reached. */
    boolean storeReachable() {
        return !storeDown;
    }

    private void takeOver() {
        if (servers.size() < MOST_SERVERS) {
            addServer().start(true);
        }
    }

    /** Somebody starts a copy of the machine, on its own or on other hardware. */
    private void copyAgent() {
        if (copy.isPresent() || agent.armed() || !time.percent(50)) {
            return;
        }
        ByteBuffer hardware = time.percent(60) ? incarnation : ByteBuffer.wrap(new byte[32]);
        SimAgent other = new SimAgent(this, "copy", hardware, tracked, diskBytes);
        other.revert(snapshot.filter(taken -> time.percent(50)).orElseGet(agent::snapshot));
        copy = Optional.of(other);
        meddledWith = true;
        time.after(Duration.ofSeconds(20), other::remove);
    }

    /** A server takes neither of two agents; after a while a person decides. */
    void dormant(SimServer server) {
        if (deciding) {
            return;
        }
        deciding = true;
        time.after(Duration.ofSeconds(4), () -> {
            deciding = false;
            if (server.status().filter(status -> status.link() == Link.DORMANT).isPresent()) {
                copy.ifPresent(SimAgent::remove);
                server.resynchronize(true);
                dormant(server);
            }
        });
    }

    /** A server made the agent wait because its spool is full. */
    void paused() {
        pauses++;
    }

    long pauses() {
        return pauses;
    }

    /** A server found that another engine owns the vault. */
    void ended(SimServer server) {
        time.note(server.number);
    }

    private void heal() {
        healed = true;
        storeDown = false;
        trouble = Trouble.NONE;
        copy.ifPresent(SimAgent::remove);
        agent.heal();
        servers.forEach(SimServer::heal);
        SimServer owner = servers.stream()
                .max(Comparator.comparingLong(SimServer::generation))
                .orElseThrow();
        servers.stream().filter(server -> server != owner).forEach(SimServer::shutDown);
        owner.start(false);
        time.after(WRITING_AFTER, () -> quiet = true);
    }

    private boolean converged() {
        return quiet
                && promises.newestIs(agent.disks().stream().map(ModelDisk::copy).toList());
    }

    /**
     * Runs the world to its end and returns the hash of all that happened; a promise that does not hold is a
     * {@link Violation}.
     */
    long run() {
        long end = time.nanos() + CHAOS.plus(PATIENCE).toNanos();
        while (time.next()) {
            if (time.nanos() > end || time.count() > MOST_EVENTS) {
                throw new Violation("not protected again: " + state());
            }
            if (healed && time.count() % 16 == 0 && converged()) {
                promises.lookAtEverything();
                return time.trace();
            }
        }
        throw new Violation("nothing happens any more: " + state());
    }

    private String state() {
        StringBuilder text = new StringBuilder("after " + time.count() + " events; agent " + agent.status());
        servers.forEach(server ->
                text.append("; server ").append(server.number).append(' ').append(server.status()));
        return text.toString();
    }
}
