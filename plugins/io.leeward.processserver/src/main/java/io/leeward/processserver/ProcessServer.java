package io.leeward.processserver;

import io.leeward.kernel.Clock;
import io.leeward.kernel.Entropy;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.Ticker;
import io.leeward.model.Direction;
import io.leeward.model.Health;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.model.RecoveryPoint;
import io.leeward.model.ServerId;
import io.leeward.operations.port.AttachedVault;
import io.leeward.operations.port.ReplicatedMachine;
import io.leeward.operations.port.ReplicationControl;
import io.leeward.operations.port.ReplicationListener;
import io.leeward.operations.port.ReplicationStatus;
import io.leeward.operations.port.ReplicationThroughput;
import io.leeward.operations.servers.ServerView;
import io.leeward.processserver.link.DataPort;
import io.leeward.processserver.link.LinkLimits;
import io.leeward.processserver.link.SessionSink;
import io.leeward.processserver.machine.BufferStripes;
import io.leeward.processserver.machine.LoopPorts;
import io.leeward.processserver.machine.MachineLoop;
import io.leeward.processserver.work.StageMeter;
import io.leeward.processserver.work.WorkPool;
import io.leeward.replication.settings.Limits;
import io.leeward.replication.settings.MachineSettings;
import io.leeward.vault.Vault;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process server of one engine: the data port, one loop for each machine, and the work in the vault. Safe for use
 * by many threads.
 */
public final class ProcessServer implements ReplicationControl, AutoCloseable {
    /** How long {@link #stop} waits for spooled data to reach the vault. */
    public static final Duration STOP_PATIENCE = Duration.ofMinutes(2);
    /** How long {@link #drain} waits. */
    public static final Duration DRAIN_PATIENCE = Duration.ofMinutes(10);
    /** How long a loop may take to make everything durable and end. */
    public static final Duration CLOSE_PATIENCE = Duration.ofSeconds(20);
    /** How long work in the vault may take to end when the vault is let go of. */
    public static final Duration WORK_PATIENCE = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(ProcessServer.class);

    private final Ports ports;
    private final Place place;
    private final Limits limits;
    private final StageMeter meter;
    private final WorkPool pool;
    private final BufferStripes stripes = new BufferStripes();
    private final Facts facts;
    private final Waiting waiting;
    private final ScheduledExecutorService timer;
    private final Map<MachineId, Held> machines = new ConcurrentHashMap<>();
    /** Machines whose spool is on its way out; known here before they are no more among the others. */
    private final Set<MachineId> ending = ConcurrentHashMap.newKeySet();

    private final DataPort port;
    private Optional<OwnedVault> vault = Optional.empty();

    /** A machine with its loop and its spool. */
    private record Held(MachineLoop loop, Spools.Folder folder) {}

    /**
     * What it needs of the world.
     *
     * @param admission which machine speaks with certificates that TLS has verified
     * @param owned told of each vault that was attached and is owned, on a thread that may block; failures are its own
     */
    public record Ports(
            SSLContext tls,
            Function<List<X509Certificate>, Outcome<MachineId>> admission,
            Spools spools,
            Incarnations incarnations,
            Consumer<Vault> owned,
            Clock clock,
            Ticker ticker,
            Entropy entropy) {}

    /**
     * Where it is.
     *
     * @param id this server
     * @param hostName shown to operators
     * @param listen where to listen
     * @param address where agents reach it, host and port
     */
    public record Place(ServerId id, String hostName, DataPort.Address listen, Supplier<String> address) {}

    /**
     * Listens from now on; agents are told to wait until their machine is started.
     *
     * @throws io.leeward.kernel.IssueException PORT-IN-USE or PORT-NOT-OPENED
     */
    public ProcessServer(Ports ports, Place place, Limits limits, LinkLimits link) {
        this.ports = ports;
        this.place = place;
        this.limits = limits;
        meter = new StageMeter(ports.ticker(), Runtime.getRuntime().availableProcessors());
        pool = new WorkPool(ports.ticker(), meter);
        facts = new Facts();
        waiting = new Waiting(ports.ticker());
        timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("leeward-process-server").factory());
        every(StageMeter.SAMPLE, () -> meter.sample(pool.uploadsAtOnce()));
        every(Waiting.PERIOD, waiting::look);
        port = DataPort.open(place.listen(), ports.tls(), link, ports.admission(), new Sink());
    }

    private void every(Duration period, Runnable action) {
        timer.scheduleAtFixedRate(
                () -> {
                    try {
                        action.run();
                    } catch (RuntimeException e) {
                        LOG.atError().setCause(e).log("periodic work failed");
                    }
                },
                period.toMillis(),
                period.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /** The port that agents connect to. */
    public int port() {
        return port.port();
    }

    /** Where sessions of agents go. */
    private final class Sink implements SessionSink {
        @Override
        public Optional<SessionSink.Machine> machine(MachineId machine) {
            return Optional.ofNullable(machines.get(machine)).map(Held::loop);
        }

        @Override
        public void dropped(String address, Issue why) {
            LOG.atWarn()
                    .addKeyValue("address", address)
                    .addKeyValue("issue", why.sentence())
                    .log("connection dropped");
        }
    }

    @Override
    public synchronized void attach(AttachedVault attached) {
        if (!attached.owned()) {
            vault = Optional.empty();
            return;
        }
        OwnedVault opened = OwnedVault.open(attached, place.hostName(), ports.clock(), ports.entropy());
        vault = Optional.of(opened);
        Thread.ofVirtual().name("leeward-vault-owned").start(() -> ports.owned().accept(opened.vault()));
    }

    @Override
    public synchronized void detach() {
        if (vault.isEmpty()) {
            return;
        }
        List<MachineId> all = List.copyOf(machines.keySet());
        List<Held> held = all.stream().map(machines::remove).toList();
        held.forEach(machine -> machine.loop().close());
        held.forEach(this::awaitEnd);
        if (!pool.awaitIdle(WORK_PATIENCE)) {
            LOG.atWarn()
                    .addKeyValue("seconds", WORK_PATIENCE.toSeconds())
                    .log("work in the vault has not ended in time");
        }
        vault = Optional.empty();
    }

    private void awaitEnd(Held held) {
        boolean ended = held.loop()
                .close()
                .completeOnTimeout(false, CLOSE_PATIENCE.toSeconds(), TimeUnit.SECONDS)
                .join();
        if (ended) {
            held.folder().close();
        } else {
            LOG.atWarn().addKeyValue("machine", held.loop().status().machine()).log("loop has not ended in time");
        }
    }

    @Override
    public synchronized Outcome<MachineId> start(ReplicatedMachine machine) {
        if (vault.isEmpty()) {
            return Outcome.refused(Refusals.noVault());
        }
        MachineSettings settings = new MachineSettings(
                machine.id(),
                machine.name(),
                ports.incarnations().of(machine.id()),
                machine.disks(),
                machine.policy(),
                Direction.TO_CLOUD);
        Held held = machines.get(machine.id());
        if (held != null) {
            held.loop().settings(settings);
            return Outcome.done(machine.id());
        }
        if (ending.contains(machine.id())) {
            return Outcome.failed(Refusals.ending(machine.name()), Outcome.Retry.LATER);
        }
        try {
            begin(machine, settings, ports.spools().open(machine.id()));
            return Outcome.done(machine.id());
        } catch (IssueException e) {
            return Outcome.failed(e.issue(), Outcome.Retry.LATER);
        }
    }

    private void begin(ReplicatedMachine machine, MachineSettings settings, Spools.Folder folder) {
        MachineLoop loop =
                new MachineLoop(settings, limits, folder.storage(), stripes, loopPorts(machine.id(), folder));
        machines.put(machine.id(), new Held(loop, folder));
        loop.start();
        LOG.atInfo()
                .addKeyValue("machine", machine.id())
                .addKeyValue("name", machine.name())
                .log("replication started");
    }

    private LoopPorts loopPorts(MachineId machine, Spools.Folder folder) {
        return new LoopPorts(
                ports.clock(),
                ports.ticker(),
                ports.entropy(),
                pool,
                vault.orElseThrow().worker(machine, folder),
                meter,
                facts,
                incarnation -> ports.incarnations().seen(machine, incarnation));
    }

    @Override
    public CompletionStage<Outcome<MachineId>> stop(MachineId machine) {
        if (!ending.add(machine)) {
            return CompletableFuture.completedFuture(Outcome.refused(Refusals.notReplicated(machine)));
        }
        Held held = machines.remove(machine);
        if (held == null) {
            ending.remove(machine);
            return CompletableFuture.completedFuture(Outcome.refused(Refusals.notReplicated(machine)));
        }
        held.loop().disconnect();
        return held.loop()
                .seal()
                .thenCompose(closed -> waiting.until(() -> held.loop().status().backlogBytes() == 0, STOP_PATIENCE))
                .thenCompose(uploaded -> held.loop().close())
                .thenApply(ended -> {
                    held.folder().close();
                    ports.spools().delete(machine);
                    LOG.atInfo().addKeyValue("machine", machine).log("replication stopped");
                    return Outcome.done(machine);
                })
                .whenComplete((outcome, failure) -> ending.remove(machine));
    }

    @Override
    public CompletionStage<Outcome<RecoveryPoint>> cut(
            MachineId machine, PointId point, Optional<String> tag, boolean appConsistent) {
        return find(machine)
                .map(loop -> new Cuts(facts).cut(loop, machine, point, tag, appConsistent))
                .orElseGet(() -> CompletableFuture.completedFuture(Outcome.refused(Refusals.notReplicated(machine))));
    }

    @Override
    public Outcome<MachineId> resynchronize(MachineId machine, boolean sameMachine) {
        return find(machine)
                .map(loop -> loop.resynchronize("An operator asked for it.", sameMachine)
                        .completeOnTimeout(
                                Outcome.failed(Refusals.busy(machine), Outcome.Retry.LATER),
                                CLOSE_PATIENCE.toSeconds(),
                                TimeUnit.SECONDS)
                        .join()
                        .map(begun -> machine))
                .orElseGet(() -> Outcome.refused(Refusals.notReplicated(machine)));
    }

    @Override
    public CompletionStage<Outcome<MachineId>> drain(MachineId machine) {
        return find(machine)
                .map(loop -> new Drain(waiting).run(loop, machine, DRAIN_PATIENCE))
                .orElseGet(() -> CompletableFuture.completedFuture(Outcome.refused(Refusals.notReplicated(machine))));
    }

    private Optional<MachineLoop> find(MachineId machine) {
        return Optional.ofNullable(machines.get(machine)).map(Held::loop);
    }

    @Override
    public Optional<ReplicationStatus> status(MachineId machine) {
        return find(machine).map(MachineLoop::status);
    }

    @Override
    public List<ServerView> servers() {
        long free = ports.spools().freeBytes();
        boolean full = free < limits.reserve().bytes();
        return List.of(new ServerView(
                place.id(),
                ServerView.Role.PROCESS_SERVER,
                place.hostName(),
                place.address().get(),
                full ? Health.CRITICAL : Health.NORMAL,
                full
                        ? Optional.of("The spool has less than " + limits.reserve() + " left: agents are made to wait.")
                        : Optional.empty(),
                ports.clock().now(),
                unsentBytes(),
                free));
    }

    @Override
    public ReplicationThroughput throughput() {
        return meter.throughput();
    }

    @Override
    public long unsentBytes() {
        return machines.values().stream()
                .mapToLong(held -> held.loop().status().backlogBytes())
                .sum();
    }

    @Override
    public AutoCloseable listen(ReplicationListener listener) {
        return facts.listen(listener);
    }

    /** Stops listening, makes everything received durable and ends; bounded. */
    @Override
    public void close() {
        port.close();
        detach();
        timer.shutdownNow();
    }
}
