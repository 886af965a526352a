package io.leeward.replication;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.model.DiskId;
import io.leeward.replication.session.Tokens;
import io.leeward.replication.session.Tokens.Standing;
import io.leeward.replication.spool.SpoolRecord;
import io.leeward.replication.status.ReplicationEvent;
import io.leeward.replication.status.ReplicationStatus;
import io.leeward.wire.data.AgentMessage;
import io.leeward.wire.data.AgentMessage.Hello;
import io.leeward.wire.data.AgentMessage.HelloDisk;
import io.leeward.wire.data.ServerMessage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Who speaks for the machine: hellos, the session in use, and those that are sent away. */
final class Sessions {
    private static final Duration SOON = Duration.ofSeconds(1);

    private final Machine machine;
    private final Intake intake;
    private Optional<Opening> opening = Optional.empty();
    private Optional<Instant> lastHeard = Optional.empty();
    private Optional<Issue> attention = Optional.empty();
    private Opening.Epochs epochs;

    Sessions(Machine machine) {
        this.machine = machine;
        intake = new Intake(machine);
    }

    void claims(Opening.Epochs claims) {
        epochs = claims;
    }

    Optional<Opening> opening() {
        return opening;
    }

    Optional<Instant> lastHeard() {
        return lastHeard;
    }

    Optional<Issue> attention() {
        return attention;
    }

    ReplicationStatus.Link link() {
        if (machine.session.filter(session -> session.tokenKept).isPresent()) {
            return ReplicationStatus.Link.CONNECTED;
        }
        boolean begun = opening.isPresent() || machine.session.isPresent();
        return begun ? ReplicationStatus.Link.OPENING : ReplicationStatus.Link.DISCONNECTED;
    }

    void received(long from, AgentMessage message) {
        Optional<Session> session = machine.session.filter(present -> present.id == from);
        if (session.isPresent()) {
            lastHeard = Optional.of(machine.clock.now());
            intake.take(session.get(), message).ifPresent(problem -> {
                machine.flush();
                end(problem, SOON);
            });
        } else if (opening.filter(begun -> begun.session == from).isPresent()) {
            if (message instanceof AgentMessage.Ping ping) {
                intake.ping(from, ping);
            } else {
                end(Problems.protocol("a message before the hello was answered"), SOON);
            }
        } else if (message instanceof Hello hello) {
            try {
                hello(from, hello);
            } catch (IssueException e) {
                machine.stop(from, e.issue(), SOON);
                throw e;
            }
        }
    }

    private void hello(long from, Hello hello) {
        Optional<Issue> problem = misfit(hello);
        if (problem.isPresent()) {
            machine.stop(from, problem.get(), machine.limits.longestRetry());
            return;
        }
        String incarnation = HexFormat.of().formatHex(bytes(hello.incarnation()));
        if (machine.settings
                        .incarnation()
                        .filter(known -> !known.equals(incarnation))
                        .isPresent()
                && !machine.record().sameMachine()) {
            dormant(from, Problems.copyOf(machine.settings.name()));
            return;
        }
        machine.flush();
        end(Problems.changed("The machine said hello on another connection."), SOON);
        Standing standing = machine.record().tokens().standing(HexFormat.of().formatHex(bytes(hello.token())));
        Issue two = Problems.twoAgents(machine.settings.name());
        if (standing == Standing.SUPERSEDED) {
            machine.spool().save(machine.record().withDormant(Optional.of(two.message())));
        }
        if (machine.record().dormant().isPresent()) {
            dormant(from, two);
            return;
        }
        lastHeard = Optional.of(machine.clock.now());
        attention = Optional.empty();
        recognize(incarnation);
        opening = Optional.of(new Opening(machine, epochs, from, hello, standing));
        machine.stirred = true;
    }

    private void dormant(long from, Issue why) {
        attention = Optional.of(why);
        machine.tell(new ReplicationEvent.Dormant(why));
        machine.stop(from, why, machine.limits.longestRetry());
    }

    private void recognize(String incarnation) {
        if (!machine.settings.incarnation().equals(Optional.of(incarnation))) {
            machine.settings = machine.settings.withIncarnation(incarnation);
            machine.tell(new ReplicationEvent.IncarnationSeen(incarnation));
        }
    }

    /** Why the hello is not one of this machine with its disks. */
    private Optional<Issue> misfit(Hello hello) {
        if (!hello.machine().equals(machine.settings.machine().value())
                || hello.token().remaining() != Tokens.BYTES) {
            return Optional.of(Problems.protocol("a hello of another machine"));
        }
        Set<String> said = new HashSet<>();
        for (HelloDisk disk : hello.disks()) {
            boolean known =
                    machine.lanes.keySet().stream().anyMatch(id -> id.value().equals(disk.disk()));
            if (!known || disk.bytes() <= 0 || !said.add(disk.disk())) {
                return Optional.of(Problems.diskNotProtected(disk.disk()));
            }
        }
        return machine.lanes.keySet().stream()
                .map(DiskId::value)
                .filter(disk -> !said.contains(disk))
                .findFirst()
                .map(Problems::diskMissing);
    }

    /** Lets a hello go on. */
    void advance() {
        if (opening.isPresent()) {
            Opening begun = opening.get();
            begun.advance().ifPresent(decisions -> welcome(begun, decisions));
        }
    }

    private void welcome(Opening begun, List<Opening.Decision> decisions) {
        byte[] token = machine.entropy.bytes(Tokens.BYTES);
        SpoolRecord record = machine.record();
        Tokens offered = record.tokens()
                .shown(HexFormat.of().formatHex(bytes(begun.hello.token())))
                .offer(HexFormat.of().formatHex(token), begun.standing);
        machine.spool().save(record.with(offered).withSameMachine(false));
        List<Lane> lanes = new ArrayList<>();
        List<ServerMessage.WelcomeDisk> disks = new ArrayList<>();
        for (HelloDisk said : begun.hello.disks()) {
            Lane lane = begun.lane(said);
            Opening.Decision decision = decisions.get(lanes.size());
            lane.bytes(said.bytes());
            lanes.add(lane);
            disks.add(new ServerMessage.WelcomeDisk(
                    decision.resume(),
                    lane.epoch().orElseThrow().number(),
                    record.spool().value(),
                    lane.durable(),
                    lane.stored(),
                    decision.why()));
        }
        machine.send(
                begun.session,
                new ServerMessage.Welcome(
                        ByteBuffer.wrap(token), machine.limits.window().bytes(), disks));
        machine.session = Optional.of(new Session(begun.session, lanes));
        opening = Optional.empty();
    }

    /** Ends the present session or opening, if any, and says why to its agent. */
    void end(Issue why, Duration retry) {
        opening.ifPresent(begun -> machine.stop(begun.session, why, retry));
        opening = Optional.empty();
        machine.session.ifPresent(session -> {
            machine.stop(session.id, why, retry);
            ended(session, why.message());
        });
    }

    void disconnected(long which, String why) {
        opening = opening.filter(begun -> begun.session != which);
        machine.session.filter(session -> session.id == which).ifPresent(session -> {
            ended(session, why);
            machine.flush();
        });
    }

    private void ended(Session session, String why) {
        machine.session = Optional.empty();
        machine.tell(new ReplicationEvent.SessionEnded(session.id, why));
        machine.failed(machine.book.giveIncomplete(Problems.notMarked()));
        machine.stirred = true;
    }

    /** Sends a hello away that cannot be answered in time. */
    void tick() {
        if (opening.filter(begun -> machine.ticker.nanos() - begun.deadlineNanos >= 0)
                .isPresent()) {
            end(machine.desk.trouble().orElseGet(Problems::draining), SOON);
        }
    }

    Optional<Long> wakeAtNanos() {
        return opening.map(begun -> begun.deadlineNanos);
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] out = new byte[buffer.remaining()];
        buffer.duplicate().get(out);
        return out;
    }
}
