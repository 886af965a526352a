package io.leeward.capture;

import io.leeward.capture.disk.CapturedDisk;
import io.leeward.capture.disk.Chunk;
import io.leeward.capture.disk.SourceDisk;
import io.leeward.capture.point.PointCutter;
import io.leeward.capture.port.LinkException;
import io.leeward.capture.send.Sender;
import io.leeward.kernel.Issue;
import io.leeward.wire.data.AgentMessage;
import io.leeward.wire.data.ServerMessage;
import io.leeward.wire.data.ServerMessage.Compare;
import io.leeward.wire.data.ServerMessage.CutPoint;
import io.leeward.wire.data.ServerMessage.Hashes;
import io.leeward.wire.data.ServerMessage.PointRecoverable;
import io.leeward.wire.data.ServerMessage.Pong;
import io.leeward.wire.data.ServerMessage.Stop;
import io.leeward.wire.data.ServerMessage.Watermarks;
import io.leeward.wire.data.ServerMessage.Welcome;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The mobility agent of one machine, without threads: whoever owns it calls {@link #step} again and again. It talks to
 * the process server, looks for changes, sends them, and cuts points. All its knowledge that has to survive lies in the
 * storage; a crash at any moment is met by opening it again. Storage failures are thrown out of {@link #step}: the
 * process ends and starts again. Not thread-safe.
 */
public final class AgentMachine implements AutoCloseable {
    /** Messages taken in one step. */
    private static final int MESSAGES_PER_STEP = 256;
    /** Longest sleep between two steps. */
    private static final long LONGEST_SLEEP_NANOS = Duration.ofSeconds(1).toNanos();

    private final AgentIdentity identity;
    private final AgentPorts ports;
    private final AgentSettings settings;
    private final SessionToken token;
    private final List<CapturedDisk> disks = new ArrayList<>();
    private final List<DiskWork> work = new ArrayList<>();
    private final Sender sender;
    private final PointCutter cutter;
    private Session session = new Session.Idle();
    private int failures;
    private long lastHeard;
    private long lastStatus;
    private long lastPing;
    private Optional<Duration> skew = Optional.empty();
    private Optional<String> recoverable = Optional.empty();

    private AgentMachine(AgentIdentity identity, List<SourceDisk> sources, AgentPorts ports, AgentSettings settings) {
        this.identity = identity;
        this.ports = ports;
        this.settings = settings;
        token = new SessionToken(ports.storage());
        Chunk chunk = new Chunk();
        for (SourceDisk source : sources) {
            disks.add(CapturedDisk.open(disks.size(), source, chunk, ports.storage(), settings.hrl()));
        }
        sender = new Sender(ports.link());
        cutter = new PointCutter(
                disks, ports.freezer(), ports.scripts(), sender, ports.clock(), ports.ticker(), settings.cut());
        for (CapturedDisk disk : disks) {
            work.add(new DiskWork(disk, sender, cutter, settings.passPause().toNanos()));
        }
    }

    /** Opens the agent with what its storage knows. It does nothing before {@link #replicate}. */
    public static AgentMachine open(
            AgentIdentity identity, List<SourceDisk> disks, AgentPorts ports, AgentSettings settings) {
        return new AgentMachine(identity, disks, ports, settings);
    }

    /** Says whether to replicate. Saying so again makes an agent that was stopped for good say hello once more. */
    public void replicate(boolean wanted) {
        boolean on = !(session instanceof Session.Idle || session instanceof Session.Stopped);
        if (wanted && !on) {
            failures = 0;
            session = new Session.Pause(now(), Optional.empty());
        } else if (!wanted && !(session instanceof Session.Idle)) {
            disconnect();
            session = new Session.Idle();
        }
    }

    /**
     * Does a bounded piece of work.
     *
     * @return nanoseconds after which to call again when no message arrives before; 0: at once
     */
    public long step() {
        try {
            return switch (session) {
                case Session.Idle() -> LONGEST_SLEEP_NANOS;
                case Session.Stopped(Issue why) -> LONGEST_SLEEP_NANOS;
                case Session.Pause(long until, Optional<Issue> why) -> until - now() > 0 ? sleep(until) : greet();
                case Session.Greeting(long until) -> converse(until);
                case Session.Replicating() ->
                    converse(lastHeard + settings.silence().toNanos());
            };
        } catch (LinkException e) {
            lost(e.issue());
            return 0;
        }
    }

    private long greet() {
        ports.link().open();
        ports.link()
                .send(new AgentMessage.Hello(
                        identity.machine(),
                        identity.incarnation().duplicate(),
                        token.value(),
                        disks.stream().map(CapturedDisk::hello).toList()));
        lastHeard = now();
        session = new Session.Greeting(lastHeard + settings.silence().toNanos());
        return 0;
    }

    private long converse(long until) {
        boolean busy = receive();
        if (!(session instanceof Session.Replicating)) {
            return silent(until) || busy ? 0 : sleep(until);
        }
        if (silent(lastHeard + settings.silence().toNanos())) {
            return 0;
        }
        report();
        busy |= cutter.step();
        for (DiskWork each : work) {
            if (!cutter.sending()) {
                busy |= each.step(now());
            }
        }
        return busy ? 0 : sleep(nextAt());
    }

    private boolean conversing() {
        return session instanceof Session.Greeting || session instanceof Session.Replicating;
    }

    private boolean silent(long until) {
        if (now() - until <= 0 || !conversing()) {
            return false;
        }
        lost(Issue.of(
                "SERVER-SILENT",
                Issue.Kind.NOT_REACHABLE,
                "The process server has not said anything for "
                        + settings.silence().toSeconds() + " s.",
                "The connection is made again by itself; look at the server when this repeats."));
        return true;
    }

    private boolean receive() {
        for (int i = 0; i < MESSAGES_PER_STEP && conversing(); i++) {
            Optional<ServerMessage> message = ports.link().receive();
            if (message.isEmpty()) {
                return i > 0;
            }
            lastHeard = now();
            take(message.get());
        }
        return true;
    }

    private void take(ServerMessage message) {
        switch (message) {
            case Stop stop -> stopped(stop);
            case Welcome welcome -> welcome(welcome);
            case Watermarks(int disk, long acknowledged, long stored) -> {
                CapturedDisk captured = disk(disk);
                sender.acknowledged(disk, acknowledged);
                captured.hrl().acknowledged(acknowledged);
                captured.hrl().stored(stored);
            }
            case Hashes hashes -> {
                disk(hashes.disk());
                work.get(hashes.disk()).learn(hashes);
            }
            case CutPoint request -> {
                requireReplicating();
                cutter.request(request);
            }
            case Compare(int disk, String why) -> {
                disk(disk);
                work.get(disk).compare(now());
            }
            case PointRecoverable(String point) -> recoverable = Optional.of(point);
            case Pong(long sent, long server) -> {
                long back = ports.clock().now().toEpochMilli();
                skew = Optional.of(Duration.ofMillis(server - (sent + back) / 2));
            }
        }
    }

    private void welcome(Welcome welcome) {
        if (!(session instanceof Session.Greeting) || welcome.disks().size() != disks.size()) {
            throw confused("it welcomed the agent out of turn");
        }
        for (int i = 0; i < disks.size(); i++) {
            disks.get(i).begin(welcome.disks().get(i));
            disks.get(i).hrl().sync();
        }
        token.keep(copy(welcome.token()));
        ports.link().send(new AgentMessage.TokenKept());
        sender.begin(welcome.window(), disks.size());
        cutter.abandon();
        work.forEach(each -> each.begin(now()));
        failures = 0;
        lastStatus = now() - settings.statusEvery().toNanos();
        lastPing = now() - settings.pingEvery().toNanos();
        session = new Session.Replicating();
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        return ByteBuffer.allocate(bytes.remaining()).put(bytes.duplicate()).flip();
    }

    private void stopped(Stop stop) {
        Issue why = Issue.of(code(stop.code()), Issue.Kind.NOT_ALLOWED, sentence(stop.message()), stop.remedy());
        disconnect();
        session = stop.retryAfterMillis() < 0
                ? new Session.Stopped(why)
                : new Session.Pause(
                        now() + Duration.ofMillis(stop.retryAfterMillis()).toNanos(), Optional.of(why));
    }

    private static String code(String code) {
        return code.matches("[A-Z][A-Z0-9-]*") ? code : "SERVER-STOP";
    }

    private static String sentence(String message) {
        return message.isBlank() ? "The process server ended the session." : message;
    }

    private CapturedDisk disk(int index) {
        requireReplicating();
        if (index >= disks.size()) {
            throw confused("it spoke of a disk that was not in the hello");
        }
        return disks.get(index);
    }

    private void requireReplicating() {
        if (!(session instanceof Session.Replicating)) {
            throw confused("it spoke before the welcome");
        }
    }

    private static LinkException confused(String why) {
        return new LinkException(new Issue(
                "SERVER-CONFUSED",
                Issue.Kind.FAILED,
                "The process server broke the rules of the protocol; the connection is made again.",
                why,
                "Check that agent and server have the same version."));
    }

    private void report() {
        long now = now();
        if (now - lastStatus >= settings.statusEvery().toNanos()) {
            work.forEach(each -> sender.say(each.status()));
            lastStatus = now;
        }
        if (now - lastPing >= settings.pingEvery().toNanos()) {
            sender.say(new AgentMessage.Ping(ports.clock().now().toEpochMilli()));
            lastPing = now;
        }
    }

    private void lost(Issue why) {
        disconnect();
        long base = Math.min(
                settings.longestRetry().toNanos(), settings.firstRetry().toNanos() << Math.min(failures, 20));
        int random = ByteBuffer.wrap(ports.entropy().bytes(4)).getInt() >>> 1;
        long pause = base / 2 + (long) (base / 2.0 * random / Integer.MAX_VALUE);
        failures++;
        session = new Session.Pause(now() + pause, Optional.of(why));
    }

    private void disconnect() {
        cutter.abandon();
        ports.link().close();
    }

    private long nextAt() {
        long next = Math.min(
                lastStatus + settings.statusEvery().toNanos(),
                lastPing + settings.pingEvery().toNanos());
        for (DiskWork each : work) {
            next = each.nextAt() - now() > 0 ? Math.min(next, each.nextAt()) : next;
        }
        return next;
    }

    private long sleep(long until) {
        return Math.clamp(until - now(), 1, LONGEST_SLEEP_NANOS);
    }

    private long now() {
        return ports.ticker().nanos();
    }

    /** How the agent is doing. */
    public AgentStatus status() {
        AgentStatus.Phase phase =
                switch (session) {
                    case Session.Idle() -> AgentStatus.Phase.IDLE;
                    case Session.Pause(long until, Optional<Issue> why) -> AgentStatus.Phase.DISCONNECTED;
                    case Session.Greeting(long until) -> AgentStatus.Phase.GREETING;
                    case Session.Replicating() -> AgentStatus.Phase.REPLICATING;
                    case Session.Stopped(Issue why) -> AgentStatus.Phase.STOPPED;
                };
        return new AgentStatus(
                phase, problem(), work.stream().map(AgentMachine::state).toList(), cutter.lastCut(), skew, recoverable);
    }

    private Optional<Issue> problem() {
        return switch (session) {
            case Session.Pause(long until, Optional<Issue> why) -> why;
            case Session.Stopped(Issue why) -> Optional.of(why);
            case Session.Idle() -> Optional.empty();
            case Session.Greeting(long until) -> Optional.empty();
            case Session.Replicating() ->
                disks.stream().flatMap(disk -> disk.fault().stream()).findFirst();
        };
    }

    private static AgentStatus.DiskState state(DiskWork each) {
        CapturedDisk disk = each.disk();
        var state = disk.hrl().state();
        return new AgentStatus.DiskState(
                disk.source().id(),
                disk.source().path(),
                disk.source().bytes(),
                state.epoch(),
                state.acknowledged(),
                state.stored(),
                disk.hrl().unstoredBytes(),
                state.emptied(),
                each.note());
    }

    /** Stops in order, so that the next start need not compare with the vault. */
    public void stop() {
        disconnect();
        session = new Session.Idle();
        disks.forEach(CapturedDisk::stop);
        close();
    }

    /** Closes the files as they are. */
    @Override
    public void close() {
        disks.forEach(CapturedDisk::close);
        token.close();
    }
}
