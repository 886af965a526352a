package io.leeward.replication;

import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import io.leeward.model.GroupId;
import io.leeward.model.PointId;
import io.leeward.replication.points.CutRequest;
import io.leeward.replication.settings.Limits;
import io.leeward.replication.settings.MachineSettings;
import io.leeward.replication.status.ReplicationStatus;
import io.leeward.replication.work.WorkResult;
import io.leeward.wire.data.AgentMessage;
import java.util.List;
import java.util.Optional;

/**
 * The server side of one machine's replication: a deterministic object that is owned by one loop. Every input may leave
 * effects, which the owner takes with {@link #effects} right after it and carries out in their order.
 *
 * <p>Data is durable, and acknowledged, only after {@link #flush}: the owner calls it after each batch of messages.
 * {@link #tick} is called at the time of {@link #wakeAtNanos}, and may be called at any other. Failures of the spool's
 * storage are handled inside: the session ends, the spool is recovered, and the agent is told to come again.
 */
public final class MachineReplicator {
    private final Machine machine;
    private final Course course;

    /** A replicator that does nothing before {@link #start}. */
    public MachineReplicator(MachineSettings settings, Limits limits, ReplicatorPorts ports) {
        course = new Course(settings, limits, ports);
        machine = course.machine();
    }

    /**
     * Opens the spool and begins to read the machine's state from the vault. Called once, or again after it was fenced
     * off.
     */
    public void start() {
        input(course::load);
    }

    /**
     * A message came on a session; sessions are numbered by the owner, and each begins with a hello. Buffers are used
     * during the call only.
     */
    public void received(long session, AgentMessage message) {
        input(() -> course.received(session, message));
    }

    /** The connection of a session is gone. */
    public void disconnected(long session) {
        input(() -> course.disconnected(session, "The connection ended."));
    }

    /** Work that was handed out with {@link Effect.Work} is done, or is not; each number once. */
    public void completed(long work, WorkResult result) {
        input(() -> {
            machine.stirred = true;
            machine.desk.completed(work, result);
        });
    }

    /** Makes what was received durable and acknowledges it. */
    public void flush() {
        input(course::flush);
    }

    /** Makes what was received durable and closes the open segments, so that it goes to the vault at once. */
    public void seal() {
        input(course::seal);
    }

    /** Does what has become due. */
    public void tick() {
        input(course::tick);
    }

    /** When {@link #tick} has something to do, in nanoseconds of the ticker; empty when nothing is planned. */
    public Optional<Long> wakeAtNanos() {
        return course.wakeAtNanos();
    }

    /**
     * Asks for a recovery point. Later a {@code PointRecoverable} or {@code PointFailed} event tells what became of it.
     *
     * @param tags texts for the point
     * @param group the group that it is cut with; the group's coordinator then brings the point's identifier
     * @return its identifier, or why no point can be cut now
     */
    public Outcome<PointId> cut(boolean appConsistent, List<String> tags, Optional<GroupId> group) {
        return cut(new CutRequest(new PointId(machine.ids.next()), appConsistent, tags, group));
    }

    /** As the other, with an identifier that who asks has chosen. */
    public Outcome<PointId> cut(CutRequest request) {
        Outcome<PointId> answer = course.cut(request);
        input(() -> machine.stirred = true);
        return answer;
    }

    /**
     * Compares the machine with its copy, from the next hello on, which is asked for at once. A machine whose journal
     * was fenced off begins again with it, without what its spool holds, unless another owner has it now.
     *
     * @param reason why, in one sentence
     * @param sameMachine confirms that the next agent to speak is the machine, whatever its hardware says and whatever
     *     was before
     */
    public Outcome<Boolean> resynchronize(String reason, boolean sameMachine) {
        return course.resynchronize(reason, sameMachine, this::input);
    }

    /** Goes by other settings from now on. */
    public void settings(MachineSettings settings) {
        input(() -> course.settings(settings));
    }

    /** Makes everything durable and ends the session; nothing is to be called afterwards. */
    public void close() {
        input(course::close);
    }

    /** What is to be done since the last call, in this order. */
    public List<Effect> effects() {
        return machine.takeEffects();
    }

    /** The replication at this moment. */
    public ReplicationStatus status() {
        return course.status();
    }

    private void input(Runnable body) {
        try {
            body.run();
            course.settle();
        } catch (IssueException e) {
            course.storageFailed(e.issue());
        }
    }
}
