package io.leeward.processserver.machine;

import io.leeward.kernel.Clock;
import io.leeward.kernel.Ticker;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.model.PointKind;
import io.leeward.model.PointState;
import io.leeward.model.RecoveryPoint;
import io.leeward.operations.port.ReplicationFact;
import io.leeward.operations.port.ReplicationStatus.PointUnderway;
import io.leeward.replication.status.ReplicationEvent;
import io.leeward.vault.epoch.Coverage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what a replicator says to people and to operations, and remembers points on their way. Owned by the loop. */
final class Story {
    /** An agent that was gone for less than this was not lost. */
    static final Duration LOST_AFTER = Duration.ofSeconds(30);

    /** How long a point that failed is still shown. */
    static final Duration FAILED_SHOWN = Duration.ofMinutes(5);

    private static final Logger LOG = LoggerFactory.getLogger(Story.class);

    private final MachineId machine;
    private final Clock clock;
    private final Ticker ticker;
    private final Consumer<ReplicationFact> facts;
    private final Consumer<String> incarnationSeen;
    private final Map<PointId, Underway> points = new LinkedHashMap<>();
    private Optional<Long> goneSinceNanos = Optional.empty();
    private boolean connected;
    private boolean comparing;
    private boolean copied;

    private record Underway(PointKind kind, Instant at, PointState state, long untilNanos) {}

    Story(MachineId machine, LoopPorts ports) {
        this.machine = machine;
        this.clock = ports.clock();
        this.ticker = ports.ticker();
        this.facts = ports.facts();
        this.incarnationSeen = ports.incarnationSeen();
    }

    /** A cut was asked for. */
    void asked(PointId point, boolean appConsistent) {
        PointKind kind = appConsistent ? PointKind.APP_CONSISTENT : PointKind.CRASH_CONSISTENT;
        points.put(point, new Underway(kind, clock.now(), PointState.PROCESSING, Long.MAX_VALUE));
    }

    void happened(ReplicationEvent event) {
        LOG.atInfo().addKeyValue("machine", machine).addKeyValue("event", event).log("replication");
        switch (event) {
            case ReplicationEvent.SessionBegan(long session) -> connected();
            case ReplicationEvent.SessionEnded(long session, String why) ->
                goneSinceNanos = Optional.of(ticker.nanos());
            case ReplicationEvent.EpochBegan begun -> began(begun);
            case ReplicationEvent.CopyComplete() -> copyComplete();
            case ReplicationEvent.CutBegan(PointId point) -> asked(point, false);
            case ReplicationEvent.PointRecoverable(RecoveryPoint point) -> {
                points.remove(point.id());
                tell(new ReplicationFact.PointBecameRecoverable(machine, point));
            }
            case ReplicationEvent.PointFailed failed -> {
                failed(failed.point());
                tell(new ReplicationFact.PointNotCut(machine, failed.point(), failed.issue()));
            }
            case ReplicationEvent.ResyncRequired(String reason) ->
                tell(new ReplicationFact.ResynchronizationNeeded(machine, reason));
            case ReplicationEvent.SpoolLost lost -> tell(new ReplicationFact.Warned(machine, lost.issue()));
            case ReplicationEvent.Dormant(var issue) -> tell(new ReplicationFact.Halted(machine, issue));
            case ReplicationEvent.IncarnationSeen(String incarnation) -> incarnationSeen.accept(incarnation);
            case ReplicationEvent.FencedOff(var issue) -> tell(new ReplicationFact.Halted(machine, issue));
            case ReplicationEvent.WorkDelayed(var issue) -> tell(new ReplicationFact.Warned(machine, issue));
        }
    }

    private void connected() {
        goneSinceNanos = Optional.empty();
        if (!connected) {
            connected = true;
            tell(new ReplicationFact.AgentConnected(machine));
        }
    }

    private void began(ReplicationEvent.EpochBegan begun) {
        if (begun.coverage() == Coverage.COMPARED) {
            comparing = true;
            tell(new ReplicationFact.ResynchronizationStarted(machine, begun.why()));
        }
    }

    private void copyComplete() {
        if (comparing) {
            comparing = false;
            tell(new ReplicationFact.ResynchronizationFinished(machine));
        }
        if (!copied) {
            copied = true;
            tell(new ReplicationFact.InitialCopyFinished(machine));
        }
    }

    private void failed(PointId point) {
        Underway known = points.get(point);
        PointKind kind = known == null ? PointKind.CRASH_CONSISTENT : known.kind();
        Instant at = known == null ? clock.now() : known.at();
        points.put(point, new Underway(kind, at, PointState.FAILED, ticker.nanos() + FAILED_SHOWN.toNanos()));
    }

    /** Tells what has become true by the passing of time. */
    void tick() {
        long now = ticker.nanos();
        if (goneSinceNanos.filter(since -> now - since >= LOST_AFTER.toNanos()).isPresent()) {
            goneSinceNanos = Optional.empty();
            connected = false;
            tell(new ReplicationFact.AgentLost(machine));
        }
        points.values().removeIf(point -> point.state() == PointState.FAILED && now - point.untilNanos() >= 0);
    }

    /** Nanoseconds until {@link #tick} has something to say about the agent. */
    Optional<Long> wakeInNanos() {
        return goneSinceNanos.map(since -> since + LOST_AFTER.toNanos() - ticker.nanos());
    }

    /** Whether an initial copy was seen to be complete. */
    boolean copied() {
        return copied;
    }

    List<PointUnderway> underway() {
        List<PointUnderway> list = new ArrayList<>();
        points.forEach((id, point) -> list.add(new PointUnderway(id, point.kind(), point.at(), point.state())));
        return list;
    }

    private void tell(ReplicationFact fact) {
        facts.accept(fact);
    }
}
