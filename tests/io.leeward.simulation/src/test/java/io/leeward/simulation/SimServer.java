package io.leeward.simulation;

import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.file.MemoryStorage;
import io.leeward.kernel.file.Storage;
import io.leeward.kernel.file.StoredFile;
import io.leeward.replication.Effect;
import io.leeward.replication.MachineReplicator;
import io.leeward.replication.ReplicatorPorts;
import io.leeward.replication.settings.MachineSettings;
import io.leeward.replication.status.ReplicationEvent;
import io.leeward.replication.status.ReplicationStatus;
import io.leeward.replication.work.SegmentFile;
import io.leeward.replication.work.SpoolReader;
import io.leeward.replication.work.VaultWork;
import io.leeward.replication.work.VaultWorker;
import io.leeward.replication.work.WorkResult;
import io.leeward.vault.SeededEntropy;
import io.leeward.vault.Vault;
import io.leeward.vault.blob.MemoryBlobStore;
import io.leeward.vault.blob.StoreFault;
import io.leeward.vault.owner.OwnerRecord;
import io.leeward.vault.owner.Ownership;
import io.leeward.vault.segment.SegmentBuffers;
import io.leeward.wire.data.AgentMessage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** An engine: the process that owns the vault, or thinks so, with its spool and its work under way in the store. */
final class SimServer {
    private static final ThreadLocal<SegmentBuffers> BUFFERS = ThreadLocal.withInitial(SegmentBuffers::new);
    private static final Duration WORK = Duration.ofMillis(40);
    private static final Duration SLOW_WORK = Duration.ofSeconds(12);
    private static final Duration BATCH = Duration.ofMillis(8);

    final int number;
    private final SimWorld world;
    private final MemoryStorage storage = new MemoryStorage();
    private final MemoryBlobStore blobs;
    private final Vault vault;
    private final Map<Long, Connection> connections = new TreeMap<>();
    private Optional<MachineReplicator> replicator = Optional.empty();
    private Optional<VaultWorker> worker = Optional.empty();
    private MachineSettings settings;
    /** What the work that is being done finds in the spool: the bytes as they were when it was handed out. */
    private SpoolReader reading = name -> Optional.empty();

    private long process;
    private long generation;
    private long tickAt = Long.MAX_VALUE;
    private boolean flushPlanned;
    private long armedAt = -1;
    private boolean fencedOff;
    private boolean dismissed;

    SimServer(SimWorld world, int number, MemoryBlobStore blobs, Vault vault, MachineSettings settings) {
        this.world = world;
        this.number = number;
        this.blobs = blobs;
        this.vault = vault;
        this.settings = settings;
        blobs.faults(this::fault);
    }

    private StoreFault fault(String call, String about) {
        if (!world.storeReachable()) {
            return StoreFault.REFUSED;
        }
        if (world.time.percent(world.trouble().storeCrash())) {
            throw new ProcessDied();
        }
        if (world.time.percent(world.trouble().storeCall())) {
            return StoreFault.values()[1 + world.time.random.nextInt(3)];
        }
        return StoreFault.NONE;
    }

    boolean running() {
        return replicator.isPresent();
    }

    boolean fencedOff() {
        return fencedOff;
    }

    long generation() {
        return generation;
    }

    Optional<ReplicationStatus> status() {
        return replicator.map(MachineReplicator::status);
    }

    /** Starts the process: it owns the vault from now on, or finds that it may not. */
    void start(boolean takeOver) {
        if (replicator.isPresent() || dismissed) {
            return;
        }
        try {
            Ownership ownership = new Ownership(vault, "store-" + number, "engine-" + number);
            switch (takeOver ? ownership.takeOver() : ownership.claim()) {
                case Outcome.Done<OwnerRecord>(OwnerRecord owner) -> run(owner.generation());
                case Outcome.Refused<OwnerRecord> another -> world.ended(this);
                case Outcome.Failed<OwnerRecord> failed -> later(takeOver);
            }
        } catch (IssueException | ProcessDied e) {
            later(takeOver);
        }
    }

    private void later(boolean takeOver) {
        world.time.after(world.time.about(Duration.ofSeconds(1)), () -> start(takeOver));
    }

    private void run(long owned) {
        process++;
        generation = owned;
        fencedOff = false;
        world.promises.owned(generation);
        Storage seen = world.planted().spool(world.promises.watch(storage));
        worker = Optional.of(worker(generation));
        var entropy = world.planted().entropy(number, new SeededEntropy(world.time.random.nextLong()));
        MachineReplicator made = new MachineReplicator(
                settings,
                world.limits(),
                new ReplicatorPorts(seen, world.time::wallClock, world.time::nanos, entropy, BUFFERS.get()));
        replicator = Optional.of(made);
        input(MachineReplicator::start);
    }

    private interface Input {
        void to(MachineReplicator replicator);
    }

    private void input(Input input) {
        if (replicator.isEmpty()) {
            return;
        }
        MachineReplicator target = replicator.get();
        input.to(target);
        List<Effect> effects = target.effects();
        if (armedAt >= 0 && storage.operations() > armedAt) {
            if (world.time.percent(50)) {
                effects.forEach(this::carryOut);
            }
            crash(true);
            return;
        }
        effects.forEach(this::carryOut);
        world.promises.look(this, target.status());
        planTick(target);
    }

    private void planTick(MachineReplicator target) {
        target.wakeAtNanos().ifPresent(at -> {
            long due = Math.max(at, world.time.nanos() + Duration.ofMillis(5).toNanos());
            if (due < tickAt || tickAt < world.time.nanos()) {
                tickAt = due;
                long of = process;
                world.time.at(due, () -> {
                    if (of == process && tickAt == due) {
                        tickAt = Long.MAX_VALUE;
                        input(MachineReplicator::tick);
                    }
                });
            }
        });
    }

    void accept(Connection connection) {
        connections.put(connection.id, connection);
    }

    void received(Connection connection, AgentMessage message) {
        if (!connections.containsKey(connection.id)) {
            return;
        }
        input(target -> target.received(connection.id, message));
        if (!flushPlanned) {
            flushPlanned = true;
            long of = process;
            world.time.after(world.time.about(BATCH), () -> {
                flushPlanned = false;
                if (of == process) {
                    input(MachineReplicator::flush);
                }
            });
        }
    }

    void disconnected(Connection connection) {
        if (connections.remove(connection.id) != null) {
            input(target -> target.disconnected(connection.id));
        }
    }

    private void carryOut(Effect effect) {
        switch (effect) {
            case Effect.Send(long session, var message) -> {
                Optional<Connection> connection = Optional.ofNullable(connections.get(session));
                connection.ifPresent(to -> {
                    world.promises.sent(this, session, message);
                    to.toAgent(message);
                });
            }
            case Effect.CloseSession(long session) ->
                Optional.ofNullable(connections.remove(session)).ifPresent(Connection::closeByServer);
            case Effect.PauseReading(long session) -> {
                world.paused();
                Optional.ofNullable(connections.get(session)).ifPresent(connection -> connection.pause(true));
            }
            case Effect.ResumeReading(long session) ->
                world.time.after(Duration.ZERO, () -> Optional.ofNullable(connections.get(session))
                        .ifPresent(connection -> connection.pause(false)));
            case Effect.Work(long id, VaultWork work) -> handOut(id, work);
            case Effect.Tell(ReplicationEvent event) -> tell(event);
        }
    }

    private void tell(ReplicationEvent event) {
        switch (event) {
            case ReplicationEvent.FencedOff fenced -> fencedOff = true;
            case ReplicationEvent.IncarnationSeen(String incarnation) ->
                settings = settings.withIncarnation(incarnation);
            case ReplicationEvent.Dormant dormant -> {
                world.promises.suspected(dormant.issue().message());
                world.dormant(this);
            }
            case ReplicationEvent.EpochBegan begun
            when begun.why().contains("taken back in time") -> world.promises.suspected(begun.why());
            case ReplicationEvent.EpochBegan begun
            when begun.why().contains("The spool holds frames up to")
                    || begun.why().contains("no longer holds") -> world.promises.lost(this, begun.why());
            default -> {}
        }
        world.time.note(event.getClass().getSimpleName().hashCode());
    }

    /**
     * Work in the vault goes on when the process that began it dies: what is on its way to the store may still arrive.
     */
    private void handOut(long id, VaultWork work) {
        VaultWorker by = worker.orElseThrow();
        Optional<SpoolReader> content = work instanceof VaultWork.UploadSegment(SegmentFile segment)
                ? Optional.of(readNow(segment))
                : Optional.empty();
        long of = process;
        long asGeneration = generation;
        boolean slow = world.time.percent(world.trouble().slowWork());
        world.time.after(world.time.about(slow ? SLOW_WORK : WORK), () -> {
            boolean alive = of == process;
            if (!alive && !world.time.percent(50)) {
                return;
            }
            try {
                WorkResult result = world.planted().perform(this, new Task(work, by, content));
                world.promises.done(asGeneration, work, result);
                world.time.after(world.time.about(WORK), () -> {
                    if (of == process) {
                        input(target -> target.completed(id, result));
                    }
                });
            } catch (ProcessDied e) {
                if (alive) {
                    crash(world.time.percent(50));
                }
            }
        });
    }

    /** Work that was handed out, with the bytes that it is about. */
    final class Task {
        private final VaultWork work;
        private final VaultWorker worker;
        private final Optional<SpoolReader> content;

        private Task(VaultWork work, VaultWorker worker, Optional<SpoolReader> content) {
            this.work = work;
            this.worker = worker;
            this.content = content;
        }

        VaultWork work() {
            return work;
        }

        WorkResult perform() {
            content.ifPresent(bytes -> reading = bytes);
            return worker.perform(work);
        }

        /** The same task in the name of another generation. */
        Task as(long otherGeneration) {
            return new Task(work, worker(otherGeneration), content);
        }
    }

    private VaultWorker worker(long as) {
        return new VaultWorker(
                vault, SimWorld.MACHINE, as, "engine " + number, world.time::wallClock, name -> reading.read(name));
    }

    SimWorld world() {
        return world;
    }

    private SpoolReader readNow(SegmentFile segment) {
        try {
            Optional<ByteBuffer> content = SpoolReader.over(storage).read(segment.file());
            return name -> content;
        } catch (IssueException e) {
            return name -> {
                throw e;
            };
        }
    }

    /** The process dies now and comes back later. */
    void crash(boolean powerLost) {
        if (replicator.isEmpty()) {
            return;
        }
        replicator = Optional.empty();
        process++;
        tickAt = Long.MAX_VALUE;
        flushPlanned = false;
        armedAt = -1;
        List.copyOf(connections.values()).forEach(Connection::closeByServer);
        connections.clear();
        if (powerLost) {
            storage.crash(world.time.random);
        } else {
            storage.endProcess();
        }
        world.time.after(world.time.about(Duration.ofSeconds(2)), () -> start(false));
    }

    /** One of the next operations on the spool fails; with it the power does. */
    void armStorage() {
        if (replicator.isPresent()) {
            armedAt = storage.operations() + world.time.random.nextInt(60);
            storage.failFrom(armedAt);
        }
    }

    /** One of the next operations on the spool fails, and only it. */
    void failOnce() {
        if (replicator.isPresent()) {
            storage.failOnce(storage.operations() + world.time.random.nextInt(30));
        }
    }

    /** Nothing that was armed happens any more. */
    void heal() {
        armedAt = -1;
        storage.failOnce(-1);
    }

    /** The process ends for good. */
    void shutDown() {
        heal();
        if (replicator.isPresent()) {
            crash(false);
        }
        process++;
        dismissed = true;
    }

    /** The spool is gone when the process comes back. */
    void loseSpool() {
        crash(true);
        storage.list().forEach(storage::delete);
        storage.syncFolder();
        world.promises.spoolLost(this);
    }

    /** A closed segment rots. */
    void rot() {
        if (armedAt >= 0) {
            return;
        }
        storage.failOnce(-1);
        List<String> closed =
                storage.list().stream().filter(name -> name.endsWith(".seg")).toList();
        if (closed.isEmpty()) {
            return;
        }
        crash(true);
        closed = storage.list().stream().filter(name -> name.endsWith(".seg")).toList();
        if (closed.isEmpty()) {
            return;
        }
        try (StoredFile file = storage.open(closed.get(world.time.random.nextInt(closed.size())))) {
            if (file.size() == 0) {
                return;
            }
            file.write(
                    world.time.random.nextInt((int) file.size()),
                    ByteBuffer.wrap(new byte[] {(byte) world.time.random.nextInt()}));
            file.sync();
        }
        world.promises.spoolLost(this);
    }

    void cut() {
        input(target -> target.cut(world.time.percent(30), List.of("asked"), Optional.empty()));
    }

    void resynchronize(boolean sameMachine) {
        input(target -> target.resynchronize("The operator asked for it.", sameMachine));
    }
}
