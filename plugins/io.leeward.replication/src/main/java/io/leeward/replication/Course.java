package io.leeward.replication;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import io.leeward.model.DiskId;
import io.leeward.model.PointId;
import io.leeward.replication.points.CutRequest;
import io.leeward.replication.settings.Limits;
import io.leeward.replication.settings.MachineSettings;
import io.leeward.replication.spool.DiskJournal;
import io.leeward.replication.spool.Spool;
import io.leeward.replication.spool.SpoolRecord;
import io.leeward.replication.spool.SpoolRecord.HeldDisk;
import io.leeward.replication.status.ReplicationEvent;
import io.leeward.replication.status.ReplicationStatus;
import io.leeward.replication.work.VaultWork;
import io.leeward.replication.work.WorkResult;
import io.leeward.wire.data.AgentMessage;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The course of a machine's replication: loads it, lets its parts go on, and starts anew after the spool's storage
 * failed.
 */
final class Course {
    private static final Duration SOON = Duration.ofSeconds(1);
    private static final int MOST_ROUNDS = 10_000;

    private final Machine machine;
    private final Shipping shipping;
    private final Cutting cutting;
    private final Claims claims;
    private final Sessions sessions;
    private final Room room;
    private Stage stage = Stage.NEW;
    private Optional<Issue> attention = Optional.empty();
    private int storageFailures;
    private long reopenNanos;

    private enum Stage {
        NEW,
        LOADING,
        READY,
        /** The spool's storage failed; it is opened again later. */
        BROKEN,
        FENCED,
        CLOSED
    }

    Course(MachineSettings settings, Limits limits, ReplicatorPorts ports) {
        machine = new Machine(settings, limits, ports, this::fenced, this::moved);
        shipping = new Shipping(machine, this::damaged);
        cutting = new Cutting(machine);
        sessions = new Sessions(machine);
        claims = new Claims(machine);
        sessions.claims(claims);
        room = new Room(machine);
    }

    Machine machine() {
        return machine;
    }

    private void moveTo(Stage next) {
        stage = next;
        machine.stirred = true;
    }

    void load() {
        machine.lanes.values().forEach(lane -> lane.journal().ifPresent(DiskJournal::abandon));
        Optional<Spool> before = machine.spool;
        machine.spool = Optional.empty();
        before.ifPresent(Spool::close);
        machine.desk.clear();
        shipping.reset();
        claims.reset();
        machine.lanes.clear();
        machine.settings.disks().forEach(disk -> machine.lanes.put(disk.id(), new Lane(disk)));
        machine.spool = Optional.of(Spool.open(machine.storage, machine.ids));
        moveTo(Stage.LOADING);
        machine.desk.ask(new VaultWork.LoadMachine(List.copyOf(machine.lanes.keySet())), this::loaded);
    }

    private void loaded(WorkResult result) {
        if (!(result instanceof WorkResult.MachineLoaded loaded)) {
            throw new IllegalStateException("loading a machine came to " + result);
        }
        new Loading(machine).take(loaded);
        attention = Optional.empty();
        storageFailures = 0;
        moveTo(Stage.READY);
    }

    void received(long session, AgentMessage message) {
        switch (stage) {
            case LOADING, READY -> sessions.received(session, message);
            case FENCED -> machine.stop(session, attention.orElseThrow(), machine.limits.longestRetry());
            case NEW, BROKEN, CLOSED -> machine.stop(session, attention.orElseGet(Problems::stopping), SOON);
        }
    }

    void disconnected(long session, String why) {
        sessions.disconnected(session, why);
    }

    void flush() {
        if (stage == Stage.READY) {
            machine.flush();
        }
    }

    /** Lets every part go on until nothing has changed. */
    void settle() {
        for (int round = 0; machine.stirred; round++) {
            if (round > MOST_ROUNDS) {
                throw new IllegalStateException("replication of " + machine.settings.name() + " does not come to rest");
            }
            machine.stirred = false;
            if (stage == Stage.READY) {
                shipping.advance();
                sessions.advance();
                cutting.advance();
                room.advance();
            }
        }
    }

    void tick() {
        machine.stirred = true;
        if (stage == Stage.BROKEN && machine.ticker.nanos() - reopenNanos >= 0) {
            load();
        }
        machine.desk.tick();
        if (stage == Stage.READY) {
            closeOld();
            cutting.tick();
        }
        sessions.tick();
    }

    void seal() {
        machine.stirred = true;
        if (stage == Stage.READY) {
            closeOlderThan(Long.MIN_VALUE);
        }
    }

    private void closeOld() {
        closeOlderThan(machine.settings.policy().flush().toNanos());
    }

    private void closeOlderThan(long flush) {
        long now = machine.ticker.nanos();
        for (Lane lane : machine.lanes.values()) {
            lane.journal().ifPresent(journal -> {
                if (journal.openSinceNanos()
                                .filter(since -> now - since >= flush)
                                .isPresent()
                        && journal.close()) {
                    lane.acknowledged();
                }
            });
        }
        machine.session.ifPresent(session -> session.report(machine));
    }

    Optional<Long> wakeAtNanos() {
        long flush = machine.settings.policy().flush().toNanos();
        Stream<Long> flushes = machine.lanes.values().stream()
                .flatMap(lane -> lane.journal().stream())
                .flatMap(journal -> journal.openSinceNanos().stream())
                .map(since -> since + flush);
        Stream<Long> others = Stream.of(
                        machine.desk.wakeAtNanos(),
                        stage == Stage.READY ? cutting.wakeAtNanos() : Optional.<Long>empty(),
                        sessions.wakeAtNanos(),
                        room.wakeAtNanos(),
                        stage == Stage.BROKEN ? Optional.of(reopenNanos) : Optional.<Long>empty())
                .flatMap(Optional::stream);
        long now = machine.ticker.nanos();
        return Stream.concat(flushes, others).min((a, b) -> Long.compare(a - now, b - now));
    }

    Outcome<PointId> cut(CutRequest request) {
        String name = machine.settings.name();
        if (stage != Stage.READY) {
            return Outcome.refused(attention.orElseGet(() -> Problems.loading(name)));
        }
        Optional<String> obstacle = cutting.obstacle();
        if (obstacle.isPresent()) {
            return Outcome.refused(Problems.cannotCut(name, obstacle.get()));
        }
        boolean taken = machine.schedule.ask(request);
        return taken
                ? Outcome.done(request.point())
                : Outcome.refused(Problems.cannotCut(name, "too many cuts wait already."));
    }

    Outcome<Boolean> resynchronize(String reason, boolean sameMachine, Consumer<Runnable> input) {
        if (machine.spool.isEmpty() || stage == Stage.BROKEN || stage == Stage.CLOSED) {
            return Outcome.refused(attention.orElseGet(() -> Problems.loading(machine.settings.name())));
        }
        input.accept(() -> {
            boolean again = stage == Stage.FENCED;
            SpoolRecord record = machine.record();
            for (DiskId disk : machine.lanes.keySet()) {
                HeldDisk held = again ? HeldDisk.NOTHING : record.disk(disk);
                record = record.with(disk, held.compared(reason));
            }
            if (sameMachine) {
                record = record.with(record.tokens().trusted())
                        .withDormant(Optional.empty())
                        .withSameMachine(true);
            }
            machine.spool().save(record);
            machine.tell(new ReplicationEvent.ResyncRequired(reason));
            sessions.end(Problems.changed("The machine is compared with its copy: " + reason), Duration.ZERO);
            if (again) {
                load();
            }
        });
        return Outcome.done(true);
    }

    void settings(MachineSettings settings) {
        boolean sameDisks = settings.disks().equals(machine.settings.disks());
        machine.settings = settings;
        machine.schedule.policy(settings.policy(), machine.ticker.nanos());
        if (!sameDisks && (stage == Stage.LOADING || stage == Stage.READY)) {
            machine.flush();
            sessions.end(Problems.changed("The disks under replication changed."), SOON);
            load();
        } else {
            machine.lanes.values().forEach(lane -> lane.journal()
                    .ifPresent(journal -> journal.sealing(machine.sealing())));
        }
    }

    void close() {
        if (stage == Stage.READY) {
            machine.flush();
        }
        sessions.end(Problems.stopping(), SOON);
        refuseAsked(Problems.stopping());
        machine.desk.clear();
        machine.spool.ifPresent(Spool::close);
        moveTo(Stage.CLOSED);
    }

    /** The state of the files is unknown now: everything is found out again from what they hold. */
    void storageFailed(Issue issue) {
        boolean first = storageFailures == 0;
        long delay = machine.limits.shortestRetry().toNanos() << Math.min(storageFailures, 20);
        storageFailures++;
        reopenNanos = machine.ticker.nanos()
                + Math.min(delay, machine.limits.longestRetry().toNanos());
        attention = Optional.of(issue);
        machine.desk.clear();
        moveTo(Stage.BROKEN);
        machine.stirred = false;
        try {
            sessions.end(issue, machine.limits.shortestRetry());
        } catch (IssueException again) {
            attention = Optional.of(again.issue());
        }
        if (first) {
            machine.tell(new ReplicationEvent.WorkDelayed(issue));
        }
    }

    private void fenced(Issue issue) {
        attention = Optional.of(issue);
        machine.desk.clear();
        sessions.end(issue, machine.limits.longestRetry());
        refuseAsked(issue);
        machine.tell(new ReplicationEvent.FencedOff(issue));
        moveTo(Stage.FENCED);
    }

    /** Somebody who acts for the same owner gave a disk another line. */
    private void moved(Issue issue) {
        sessions.end(Problems.changed(issue.message()), SOON);
        load();
    }

    private void refuseAsked(Issue issue) {
        machine.schedule
                .takeAsked()
                .forEach(request -> machine.tell(new ReplicationEvent.PointFailed(request.point(), issue)));
    }

    private void damaged(Issue issue) {
        sessions.end(issue, SOON);
        load();
    }

    ReplicationStatus status() {
        boolean dormant = machine.spool
                .filter(spool -> spool.record().dormant().isPresent())
                .isPresent();
        ReplicationStatus.Link link =
                switch (stage) {
                    case NEW, LOADING, BROKEN -> ReplicationStatus.Link.LOADING;
                    case FENCED -> ReplicationStatus.Link.FENCED;
                    case CLOSED -> ReplicationStatus.Link.DISCONNECTED;
                    case READY -> dormant ? ReplicationStatus.Link.DORMANT : sessions.link();
                };
        long nowNanos = machine.ticker.nanos();
        Instant now = machine.clock.now();
        return new ReplicationStatus(
                machine.settings.machine(),
                link,
                Resyncs.of(machine),
                machine.lanes.values().stream().map(Lane::status).toList(),
                machine.newest,
                machine.book.size(),
                cutting.wakeAtNanos().map(at -> now.plusNanos(at - nowNanos)),
                sessions.lastHeard(),
                machine.skew,
                machine.receivedBytes,
                machine.spoolBytes(),
                room.waiting(),
                attention.or(sessions::attention).or(machine.desk::trouble).or(machine.schedule::trouble));
    }
}
