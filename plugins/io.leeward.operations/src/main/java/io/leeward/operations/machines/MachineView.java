package io.leeward.operations.machines;

import io.leeward.model.Direction;
import io.leeward.model.Health;
import io.leeward.model.MachineId;
import io.leeward.model.Phase;
import io.leeward.model.RecoveryPoint;
import io.leeward.model.Resync;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A machine as an operator sees it, at one moment.
 *
 * @param id the machine
 * @param name as it enrolled
 * @param phase where it stands
 * @param direction which way its data flows
 * @param health worst of everything below
 * @param state its state in one sentence
 * @param attention what is wrong, why and what to do; empty when nothing is
 * @param resync whether a comparison is due or running
 * @param policy name of its policy, or empty while unprotected
 * @param group its replication group, if any
 * @param tracker how changes are found, for example {@code compare}
 * @param rpo now minus the cut time of the newest recoverable point; empty before the first and while the machine is
 *     unprotected
 * @param acknowledged cut-independent watermark: all changes received before are durable in a spool
 * @param stored all changes received before are in the vault
 * @param lastPoint the newest recoverable point
 * @param nextPoint when the next point is due
 * @param lastHeard when its agent last reported
 * @param progress share of the initial copy or comparison done, 0 to 1; empty when neither runs
 * @param bytesPerSecond data received lately
 * @param backlogBytes changes not yet stored
 * @param disks its disks, in the order of enrolment
 * @param actions what may be done with it, in the order of {@link io.leeward.model.Action}
 */
public record MachineView(
        MachineId id,
        String name,
        Phase phase,
        Direction direction,
        Health health,
        String state,
        Optional<io.leeward.kernel.Issue> attention,
        Resync resync,
        Optional<String> policy,
        Optional<String> group,
        String tracker,
        Optional<Duration> rpo,
        Optional<Instant> acknowledged,
        Optional<Instant> stored,
        Optional<RecoveryPoint> lastPoint,
        Optional<Instant> nextPoint,
        Optional<Instant> lastHeard,
        Optional<Double> progress,
        long bytesPerSecond,
        long backlogBytes,
        List<DiskView> disks,
        List<AllowedAction> actions) {
    public MachineView {
        disks = List.copyOf(disks);
        actions = List.copyOf(actions);
    }
}
