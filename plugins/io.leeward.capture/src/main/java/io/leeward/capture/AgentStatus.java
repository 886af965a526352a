package io.leeward.capture;

import io.leeward.capture.point.PointCutter;
import io.leeward.kernel.Issue;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the agent is doing, at one moment.
 *
 * @param phase of the session
 * @param problem what keeps it from replicating, if anything
 * @param disks one each
 * @param lastCut the newest point
 * @param skew how much the server's clock is ahead of the agent's
 * @param recoverable the newest point that the server called recoverable
 */
public record AgentStatus(
        Phase phase,
        Optional<Issue> problem,
        List<DiskState> disks,
        Optional<PointCutter.LastCut> lastCut,
        Optional<Duration> skew,
        Optional<String> recoverable) {

    /** Phases of a session. */
    public enum Phase {
        /** Not told to replicate. */
        IDLE,
        /** Waiting before the next connection. */
        DISCONNECTED,
        /** The server has not answered the hello yet. */
        GREETING,
        /** Replicating. */
        REPLICATING,
        /** The server said not to come back before a person has changed something. */
        STOPPED
    }

    /**
     * A disk.
     *
     * @param note what is being done, in a few words
     */
    public record DiskState(
            String id,
            String path,
            long bytes,
            long epoch,
            long acknowledged,
            long stored,
            long pendingBytes,
            boolean initialDone,
            String note) {}

    public AgentStatus {
        disks = List.copyOf(disks);
    }
}
