package io.leeward.processserver.machine;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.file.Storage;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.operations.port.ReplicationFact;
import io.leeward.operations.port.ReplicationStatus;
import io.leeward.processserver.link.AgentSession;
import io.leeward.processserver.link.SessionSink;
import io.leeward.processserver.work.Stage;
import io.leeward.replication.Effect;
import io.leeward.replication.MachineReplicator;
import io.leeward.replication.ReplicatorPorts;
import io.leeward.replication.points.CutRequest;
import io.leeward.replication.settings.Limits;
import io.leeward.replication.settings.MachineSettings;
import io.leeward.wire.data.AgentMessage;
import io.leeward.wire.data.AgentMessage.Hello;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The loop of one machine, on a virtual thread of its own: it alone touches the machine's replicator. Messages are
 * taken in groups, made durable together and acknowledged. Public methods are safe for use by many threads.
 */
public final class MachineLoop implements SessionSink.Machine {
    /** A group of messages is made durable after this time at the latest. */
    public static final Duration GROUP_TIME = Duration.ofMillis(10);

    /** A group of messages is made durable when it has grown to this many bytes. */
    public static final int GROUP_BYTES = 1024 * 1024;

    /** The status that others see is at most this old while something happens. */
    public static final Duration STATUS_PERIOD = Duration.ofMillis(200);

    /** Longest sleep of a loop in which nothing is planned. */
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);

    /** How long a replicator rests after a fault in it. */
    private static final Duration FAULT_PAUSE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(MachineLoop.class);

    private final MachineId machine;
    private final Limits limits;
    private final Storage storage;
    private final BufferStripes.Stripe stripe;
    private final LoopPorts ports;
    private final Inbox inbox = new Inbox();
    private final Story story;
    private final StatusReport report;
    private final Map<Long, AgentSession> sessions = new HashMap<>();
    private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
    private MachineSettings settings;
    private MachineReplicator replicator;
    private int groupBytes;
    private long groupSinceNanos;
    private boolean changed = true;
    private long statusAtNanos;
    private Optional<Long> faultUntilNanos = Optional.empty();
    private volatile boolean stopping;
    private volatile ReplicationStatus status;

    /** A loop that begins with {@link #start}. */
    public MachineLoop(
            MachineSettings settings, Limits limits, Storage storage, BufferStripes stripes, LoopPorts ports) {
        this.machine = settings.machine();
        this.settings = settings;
        this.limits = limits;
        this.storage = storage;
        this.stripe = stripes.take();
        this.ports = ports;
        this.story = new Story(machine, ports);
        this.report = new StatusReport(ports.ticker());
        this.replicator = newReplicator();
        this.status = report.of(replicator.status(), List.of(), false);
    }

    private MachineReplicator newReplicator() {
        return new MachineReplicator(
                settings,
                limits,
                new ReplicatorPorts(storage, ports.clock(), ports.ticker(), ports.entropy(), stripe.buffers()));
    }

    /** Begins to replicate. */
    public void start() {
        statusAtNanos = ports.ticker().nanos();
        Thread.ofVirtual().name("leeward-machine-" + machine).start(this::run);
    }

    /** How the machine is doing. */
    public ReplicationStatus status() {
        return status;
    }

    @Override
    public void opened(AgentSession session, Hello hello) {
        if (!inbox.offer(new Input.Opened(session, hello))) {
            session.closeAfterSending();
        }
    }

    @Override
    public void received(AgentSession session, AgentMessage message, int bytes, Runnable handled) {
        if (!inbox.offer(new Input.Received(session, message, bytes, handled))) {
            handled.run();
        }
    }

    @Override
    public void closed(AgentSession session, String why) {
        inbox.offer(new Input.Closed(session, why));
    }

    /** Asks for a recovery point; refused at once when none can be cut now. */
    public CompletableFuture<Outcome<PointId>> cut(CutRequest request) {
        return ask(replicator -> {
            Outcome<PointId> answer = replicator.cut(request);
            if (answer instanceof Outcome.Done) {
                story.asked(request.point(), request.appConsistent());
            }
            return answer;
        });
    }

    /** Has the machine compared with its copy. */
    public CompletableFuture<Outcome<Boolean>> resynchronize(String reason, boolean sameMachine) {
        return ask(replicator -> replicator.resynchronize(reason, sameMachine));
    }

    /** Closes the open segments; answers with the status after that. */
    public CompletableFuture<Outcome<ReplicationStatus>> seal() {
        return ask(replicator -> {
            replicator.seal();
            publish(ports.ticker().nanos());
            return Outcome.done(status);
        });
    }

    /** Goes by other settings. */
    public void settings(MachineSettings changedSettings) {
        ask(replicator -> {
            settings = changedSettings;
            replicator.settings(changedSettings);
            return Outcome.done(true);
        });
    }

    /**
     * Ends the sessions; agents that come again are refused by the port once this machine is not known to it any more.
     */
    public void disconnect() {
        ask(replicator -> {
            sessions.values().forEach(AgentSession::closeAfterSending);
            return Outcome.done(true);
        });
    }

    /** Makes everything durable and ends the loop; completed when it has ended. */
    public CompletableFuture<Boolean> close() {
        stopping = true;
        ask(replicator -> Outcome.done(true));
        return ended;
    }

    private <T> CompletableFuture<Outcome<T>> ask(Function<MachineReplicator, Outcome<T>> question) {
        CompletableFuture<Outcome<T>> answer = new CompletableFuture<>();
        Runnable refusal = () -> answer.complete(Outcome.refused(notReplicated()));
        if (!inbox.offer(new Input.Call(() -> answer.complete(question.apply(replicator)), refusal))) {
            refusal.run();
        }
        return answer;
    }

    private void run() {
        try {
            guarded(() -> replicator.start());
            while (!stopping) {
                safeRound();
            }
            if (faultUntilNanos.isEmpty()) {
                guarded(() -> replicator.close());
            }
        } finally {
            inbox.close().forEach(this::discard);
            sessions.values().forEach(AgentSession::closeAfterSending);
            ended.complete(true);
        }
    }

    /** A fault anywhere in a round is like one in the replicator. */
    private void safeRound() {
        try {
            round();
        } catch (RuntimeException e) {
            faulty(e);
        }
    }

    private void round() {
        Optional<Input> next = inbox.poll(sleepNanos());
        long now = ports.ticker().nanos();
        if (faultUntilNanos.isPresent()) {
            next.ifPresent(this::discard);
            if (now - faultUntilNanos.get() >= 0) {
                faultUntilNanos = Optional.empty();
                replicator = newReplicator();
                guarded(() -> replicator.start());
            }
            return;
        }
        next.ifPresent(this::take);
        if (faultUntilNanos.isEmpty()) {
            work();
        }
    }

    private void work() {
        long now = ports.ticker().nanos();
        if (groupBytes >= GROUP_BYTES || groupBytes > 0 && now - groupSinceNanos >= GROUP_TIME.toNanos()) {
            flush();
        }
        if (replicator.wakeAtNanos().filter(at -> now - at >= 0).isPresent()) {
            guarded(() -> replicator.tick());
        }
        story.tick();
        if (changed && now - statusAtNanos >= STATUS_PERIOD.toNanos()) {
            publish(now);
        }
    }

    private void flush() {
        groupBytes = 0;
        long began = ports.ticker().nanos();
        guarded(() -> replicator.flush());
        ports.meter().busy(Stage.SPOOL, ports.ticker().nanos() - began);
    }

    private void publish(long now) {
        status = report.of(replicator.status(), story.underway(), story.copied());
        statusAtNanos = now;
        changed = false;
    }

    private long sleepNanos() {
        long now = ports.ticker().nanos();
        long sleep = LONGEST_SLEEP.toNanos();
        if (faultUntilNanos.isPresent()) {
            return Math.clamp(faultUntilNanos.get() - now, 0, sleep);
        }
        sleep = Math.min(sleep, replicator.wakeAtNanos().map(at -> at - now).orElse(sleep));
        sleep = Math.min(sleep, story.wakeInNanos().orElse(sleep));
        if (groupBytes > 0) {
            sleep = Math.min(sleep, groupSinceNanos + GROUP_TIME.toNanos() - now);
        }
        if (changed) {
            sleep = Math.min(sleep, statusAtNanos + STATUS_PERIOD.toNanos() - now);
        }
        return Math.max(0, sleep);
    }

    private void take(Input input) {
        changed = true;
        switch (input) {
            case Input.Opened(AgentSession session, Hello hello) -> {
                sessions.put(session.id(), session);
                guarded(() -> replicator.received(session.id(), hello));
            }
            case Input.Received received -> receive(received);
            case Input.Closed(AgentSession session, String why) -> {
                sessions.remove(session.id());
                guarded(() -> replicator.disconnected(session.id()));
            }
            case Input.Completed(long work, var result) -> guarded(() -> replicator.completed(work, result));
            case Input.Call(Runnable action, Runnable refusal) -> guarded(action);
        }
    }

    private void receive(Input.Received received) {
        long began = ports.ticker().nanos();
        try {
            guarded(() -> replicator.received(received.session().id(), received.message()));
        } finally {
            received.handled().run();
        }
        if (groupBytes == 0) {
            groupSinceNanos = began;
        }
        // A frame without payload counts, too: it may have to be acknowledged.
        groupBytes += received.bytes() + 1;
        ports.meter().received(received.bytes());
        ports.meter().busy(Stage.SEAL, ports.ticker().nanos() - began);
    }

    /**
     * Calls the replicator and carries out what it decided; after a fault in it, it begins anew later from what is
     * durable.
     */
    private void guarded(Runnable call) {
        stripe.lock().lock();
        try {
            call.run();
        } catch (RuntimeException e) {
            faulty(e);
        } finally {
            stripe.lock().unlock();
        }
        replicator.effects().forEach(this::carryOut);
    }

    private void faulty(RuntimeException fault) {
        LOG.atError().addKeyValue("machine", machine).setCause(fault).log("replication begins anew after a fault");
        replicator.effects();
        sessions.values().forEach(AgentSession::closeAfterSending);
        sessions.clear();
        groupBytes = 0;
        faultUntilNanos = Optional.of(ports.ticker().nanos() + FAULT_PAUSE.toNanos());
        ports.facts().accept(new ReplicationFact.Warned(machine, issue(fault)));
    }

    private void carryOut(Effect effect) {
        changed = true;
        switch (effect) {
            case Effect.Send(long session, var message) -> session(session).ifPresent(to -> to.send(message));
            case Effect.CloseSession(long session) ->
                Optional.ofNullable(sessions.remove(session)).ifPresent(AgentSession::closeAfterSending);
            case Effect.PauseReading(long session) -> session(session).ifPresent(AgentSession::pauseReading);
            case Effect.ResumeReading(long session) -> session(session).ifPresent(AgentSession::resumeReading);
            case Effect.Work(long id, var work) ->
                ports.pool().run(work, ports.worker(), result -> inbox.offer(new Input.Completed(id, result)));
            case Effect.Tell(var event) -> story.happened(event);
        }
    }

    private Optional<AgentSession> session(long id) {
        return Optional.ofNullable(sessions.get(id));
    }

    private void discard(Input input) {
        switch (input) {
            case Input.Opened(AgentSession session, Hello hello) -> session.closeAfterSending();
            case Input.Received received -> received.handled().run();
            case Input.Call(Runnable action, Runnable refusal) -> refusal.run();
            case Input.Closed closed -> {}
            case Input.Completed completed -> {}
        }
    }

    private static Issue notReplicated() {
        return Issue.of(
                "MACHINE-NOT-REPLICATED",
                Issue.Kind.NOT_ALLOWED,
                "The machine is not being replicated.",
                "Enable its replication first.");
    }

    private Issue issue(RuntimeException fault) {
        return Issue.of(
                        "REPLICATION-FAULT",
                        Issue.Kind.FAILED,
                        "Replication of " + settings.name() + " began anew after a fault in this program.",
                        "Report what the engine's log says about it.")
                .because(String.valueOf(fault.getMessage()));
    }
}
