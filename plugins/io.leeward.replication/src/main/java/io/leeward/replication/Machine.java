package io.leeward.replication;

import io.leeward.kernel.Clock;
import io.leeward.kernel.Entropy;
import io.leeward.kernel.Ids;
import io.leeward.kernel.Issue;
import io.leeward.kernel.Ticker;
import io.leeward.kernel.file.Storage;
import io.leeward.model.DiskId;
import io.leeward.model.RecoveryPoint;
import io.leeward.replication.points.CutSchedule;
import io.leeward.replication.points.PointBook;
import io.leeward.replication.settings.Limits;
import io.leeward.replication.settings.MachineSettings;
import io.leeward.replication.spool.Sealing;
import io.leeward.replication.spool.Spool;
import io.leeward.replication.spool.SpoolRecord;
import io.leeward.replication.status.ReplicationEvent;
import io.leeward.replication.work.WorkDesk;
import io.leeward.vault.segment.SegmentBuffers;
import io.leeward.wire.data.ServerMessage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** What the parts of a {@link MachineReplicator} share. Owned by the loop. */
final class Machine {
    final Limits limits;
    final Storage storage;
    final Clock clock;
    final Ticker ticker;
    final Entropy entropy;
    final Ids ids;
    final SegmentBuffers buffers;
    final WorkDesk desk;
    final PointBook book;
    final CutSchedule schedule;
    final Map<DiskId, Lane> lanes = new LinkedHashMap<>();
    MachineSettings settings;
    Optional<Spool> spool = Optional.empty();
    Optional<Session> session = Optional.empty();
    Optional<RecoveryPoint> newest = Optional.empty();
    Duration skew = Duration.ZERO;
    long receivedBytes;
    /** Set by whatever may let something else go on; {@link MachineReplicator} then asks every part once more. */
    boolean stirred;

    private List<Effect> outbox = new ArrayList<>();

    Machine(
            MachineSettings settings,
            Limits limits,
            ReplicatorPorts ports,
            Consumer<Issue> fenced,
            Consumer<Issue> moved) {
        this.settings = settings;
        this.limits = limits;
        storage = ports.storage();
        clock = ports.clock();
        ticker = ports.ticker();
        entropy = ports.entropy();
        buffers = ports.buffers();
        ids = new Ids(entropy);
        book = new PointBook(settings.machine());
        schedule = new CutSchedule(settings.policy(), ids, limits.cutsWaiting());
        desk = new WorkDesk(
                ByteBuffer.wrap(entropy.bytes(Long.BYTES)).getLong() >>> 2,
                ticker,
                limits.shortestRetry(),
                limits.longestRetry(),
                (id, work) -> add(new Effect.Work(id, work)),
                issue -> tell(new ReplicationEvent.WorkDelayed(issue)),
                fenced,
                moved);
    }

    void add(Effect effect) {
        outbox.add(effect);
    }

    List<Effect> takeEffects() {
        List<Effect> taken = outbox;
        outbox = new ArrayList<>();
        return taken;
    }

    void tell(ReplicationEvent event) {
        add(new Effect.Tell(event));
    }

    void send(long to, ServerMessage message) {
        add(new Effect.Send(to, message));
    }

    /** Tells an agent why its session ends, and ends it. */
    void stop(long which, Issue issue, Duration retry) {
        send(which, new ServerMessage.Stop(issue.code(), issue.message(), issue.remedy(), retry.toMillis()));
        add(new Effect.CloseSession(which));
    }

    /** The spool; only asked for while it is open. */
    Spool spool() {
        return spool.orElseThrow(() -> new IllegalStateException("the spool of " + settings.name() + " is not open"));
    }

    SpoolRecord record() {
        return spool().record();
    }

    Sealing sealing() {
        return new Sealing(
                entropy, buffers, limits.segment().bytes(), settings.policy().compression());
    }

    long spoolBytes() {
        return lanes.values().stream().mapToLong(Lane::spoolBytes).sum();
    }

    void failed(List<PointBook.Failure> failures) {
        failures.forEach(failure -> {
            tell(new ReplicationEvent.PointFailed(failure.point(), failure.issue()));
            schedule.failed(failure.issue(), ticker.nanos());
        });
        stirred |= !failures.isEmpty();
    }

    /** Makes everything received durable, and says so to the agent. */
    void flush() {
        for (Lane lane : lanes.values()) {
            lane.journal().ifPresent(journal -> {
                boolean news = journal.marked() ? journal.close() : journal.sync();
                if (news) {
                    lane.acknowledged();
                    stirred = true;
                }
            });
        }
        session.ifPresent(present -> present.report(this));
    }
}
