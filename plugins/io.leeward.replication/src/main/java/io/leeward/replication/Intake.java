package io.leeward.replication;

import io.leeward.kernel.Issue;
import io.leeward.kernel.bytes.Block;
import io.leeward.kernel.bytes.BlockHash;
import io.leeward.model.DiskCut;
import io.leeward.model.Identifier;
import io.leeward.model.PointId;
import io.leeward.model.PointKind;
import io.leeward.model.Position;
import io.leeward.replication.points.Mark;
import io.leeward.replication.spool.DiskJournal;
import io.leeward.replication.status.ReplicationEvent;
import io.leeward.replication.work.VaultWork;
import io.leeward.replication.work.WorkResult;
import io.leeward.vault.epoch.Epoch;
import io.leeward.vault.segment.Frame;
import io.leeward.wire.data.AgentMessage;
import io.leeward.wire.data.ServerMessage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Takes what an agent says after its hello was answered. */
final class Intake {
    private final Machine machine;

    Intake(Machine machine) {
        this.machine = machine;
    }

    /** Takes one message; a problem with it ends the session. */
    Optional<Issue> take(Session session, AgentMessage message) {
        boolean early = message instanceof AgentMessage.TokenKept || message instanceof AgentMessage.Ping;
        if (!early && !session.tokenKept) {
            return Optional.of(Problems.protocol("a message before the token was kept"));
        }
        return switch (message) {
            case AgentMessage.Hello hello -> Optional.of(Problems.protocol("a second hello"));
            case AgentMessage.TokenKept kept -> tokenKept(session);
            case AgentMessage.Ping ping -> ping(session.id, ping);
            case AgentMessage.Data data -> data(session, data);
            case AgentMessage.Zeros zeros -> zeros(session, zeros);
            case AgentMessage.Marker marker -> marker(session, marker);
            case AgentMessage.NoPoint no -> noPoint(no);
            case AgentMessage.DiskStatus status -> status(session, status);
            case AgentMessage.HashesWanted wanted -> hashes(session, wanted);
        };
    }

    private Optional<Issue> tokenKept(Session session) {
        if (!session.tokenKept) {
            machine.spool().save(machine.record().with(machine.record().tokens().kept()));
            session.tokenKept = true;
            machine.stirred = true;
            machine.tell(new ReplicationEvent.SessionBegan(session.id));
        }
        return Optional.empty();
    }

    Optional<Issue> ping(long session, AgentMessage.Ping ping) {
        long now = machine.clock.now().toEpochMilli();
        machine.skew = Duration.ofMillis(now - ping.agentMillis());
        machine.send(session, new ServerMessage.Pong(ping.agentMillis(), now));
        return Optional.empty();
    }

    private Optional<Issue> data(Session session, AgentMessage.Data data) {
        int length = data.bytes().remaining();
        Optional<Lane> lane = lane(session, data.disk());
        if (lane.isEmpty()
                || length > Frame.LARGEST_BYTES
                || !lane.get().inside(data.offset(), length)
                || data.sequence() < 1) {
            return Optional.of(Problems.protocol("data that is not of the disk"));
        }
        session.unacknowledged += length;
        if (session.unacknowledged > machine.limits.window().bytes() + Frame.LARGEST_BYTES) {
            return Optional.of(Problems.protocol("more data than the window allows"));
        }
        machine.receivedBytes += length;
        return append(lane.get(), new Frame.Data(data.sequence(), data.offset(), data.bytes()));
    }

    private Optional<Issue> zeros(Session session, AgentMessage.Zeros zeros) {
        Optional<Lane> lane = lane(session, zeros.disk());
        if (lane.isEmpty() || !lane.get().inside(zeros.offset(), zeros.length()) || zeros.sequence() < 1) {
            return Optional.of(Problems.protocol("zeros that are not of the disk"));
        }
        return append(lane.get(), new Frame.Zeros(zeros.sequence(), zeros.offset(), zeros.length()));
    }

    private Optional<Issue> marker(Session session, AgentMessage.Marker marker) {
        Optional<Lane> found = lane(session, marker.disk());
        boolean kind = marker.kind() >= 0 && marker.kind() < PointKind.values().length;
        if (found.isEmpty() || !kind || !Identifier.valid(marker.point()) || marker.sequence() < 1) {
            return Optional.of(Problems.protocol("a marker that is none"));
        }
        Lane lane = found.get();
        if (marker.diskBytes() != lane.bytes()) {
            return Optional.of(Problems.changed("The size of disk " + lane.id() + " changed."));
        }
        PointId point = new PointId(marker.point());
        Instant cutAt = Instant.ofEpochMilli(marker.cutAtMillis()).plus(machine.skew);
        PointKind how = PointKind.values()[marker.kind()];
        long before = lane.journal().map(DiskJournal::appended).orElse(0L);
        Optional<Issue> problem =
                append(lane, new Frame.Mark(marker.sequence(), point, how, cutAt, marker.diskBytes()));
        if (problem.isEmpty() && marker.sequence() > before) {
            Position position = new Position(lane.epoch().map(Epoch::number).orElseThrow(), marker.sequence());
            if (machine.book.mark(new Mark(point, how, cutAt, new DiskCut(lane.id(), position, marker.diskBytes())))) {
                machine.schedule.cut();
                machine.stirred = true;
            }
        }
        return problem;
    }

    private Optional<Issue> append(Lane lane, Frame frame) {
        DiskJournal journal = lane.journal().orElseThrow();
        if (frame.sequence() <= journal.appended()) {
            return journal.holds(frame)
                    ? Optional.empty()
                    : Optional.of(Problems.frameDiffers(lane.id().value(), frame.sequence()));
        }
        if (frame.sequence() > journal.appended() + 1) {
            return Optional.of(Problems.sequenceGap(lane.id().value(), journal.appended() + 1, frame.sequence()));
        }
        Instant now = machine.clock.now();
        lane.received(now);
        machine.stirred |= journal.append(frame, machine.ticker.nanos(), now);
        return Optional.empty();
    }

    private Optional<Issue> noPoint(AgentMessage.NoPoint no) {
        boolean readable = Identifier.valid(no.point())
                && no.code().matches("[A-Z][A-Z0-9-]*")
                && !no.message().isBlank();
        if (!readable) {
            return Optional.of(Problems.protocol("a refusal of no point"));
        }
        Issue issue = Issue.of(no.code(), Issue.Kind.FAILED, no.message(), no.remedy());
        machine.book
                .give(new PointId(no.point()), issue)
                .ifPresent(failure -> machine.failed(java.util.List.of(failure)));
        return Optional.empty();
    }

    private Optional<Issue> status(Session session, AgentMessage.DiskStatus status) {
        Optional<Lane> lane = lane(session, status.disk());
        if (lane.isEmpty()) {
            return Optional.of(Problems.protocol("the status of no disk"));
        }
        lane.get().heard(status);
        if (status.initialDone() && !lane.get().complete()) {
            complete(lane.get());
        }
        return Optional.empty();
    }

    private void complete(Lane lane) {
        var held = machine.record().disk(lane.id());
        machine.spool().save(machine.record().with(lane.id(), held.completed()));
        lane.completed();
        machine.stirred = true;
        if (machine.lanes.values().stream().allMatch(Lane::complete)) {
            machine.tell(new ReplicationEvent.CopyComplete());
        }
    }

    private Optional<Issue> hashes(Session session, AgentMessage.HashesWanted wanted) {
        Optional<Lane> lane = lane(session, wanted.disk());
        long blocks = lane.map(found -> Block.count(found.bytes())).orElse(0L);
        boolean fits =
                wanted.count() > 0 && wanted.count() <= AgentMessage.HashesWanted.MOST && wanted.firstBlock() >= 0;
        if (!fits
                || wanted.firstBlock() > blocks - wanted.count()
                || session.hashReads >= machine.limits.hashReadsAtOnce()) {
            return Optional.of(Problems.protocol("a request for hashes that cannot be answered"));
        }
        Optional<Position> base = session.comparedWith(wanted.disk());
        if (base.isEmpty()) {
            ByteBuffer unknown = ByteBuffer.allocate(wanted.count() * BlockHash.BYTES);
            machine.send(session.id, new ServerMessage.Hashes(wanted.disk(), wanted.firstBlock(), unknown));
            return Optional.empty();
        }
        session.hashReads++;
        var work = new VaultWork.ReadHashes(lane.get().id(), base.get(), wanted.firstBlock(), wanted.count());
        machine.desk.ask(work, result -> hashesRead(session, wanted, result));
        return Optional.empty();
    }

    private void hashesRead(Session session, AgentMessage.HashesWanted wanted, WorkResult result) {
        session.hashReads--;
        if (result instanceof WorkResult.HashesRead(ByteBuffer hashes)
                && machine.session.filter(session::equals).isPresent()) {
            machine.send(session.id, new ServerMessage.Hashes(wanted.disk(), wanted.firstBlock(), hashes));
        }
    }

    private static Optional<Lane> lane(Session session, int disk) {
        return disk >= 0 && disk < session.lanes.size() ? Optional.of(session.lanes.get(disk)) : Optional.empty();
    }
}
