package io.leeward.operations.internal.machines;

import io.leeward.model.RecoveryPoint;
import io.leeward.model.ReplicationPolicy;
import io.leeward.model.Situation.VaultAccess;
import io.leeward.operations.port.AgentReport;
import io.leeward.operations.port.ReplicationStatus;
import io.leeward.operations.state.MachineRecord;
import java.time.Instant;
import java.util.Optional;

/**
 * Everything known about a machine at one moment.
 *
 * @param enrolled whether its agent enrolled here; otherwise the record says only what the vault says
 * @param record what is kept
 * @param policy its policy
 * @param status what replication says
 * @param report what its agent last said on the control channel
 * @param newest its newest recoverable point
 * @param vault what this engine may do with the vault
 * @param runningJob name of the job that changes the machine now
 * @param now this moment
 * @param engineStarted since when this engine listens
 */
record Known(
        boolean enrolled,
        MachineRecord record,
        Optional<ReplicationPolicy> policy,
        Optional<ReplicationStatus> status,
        Optional<AgentReport> report,
        Optional<RecoveryPoint> newest,
        VaultAccess vault,
        Optional<String> runningJob,
        Instant now,
        Instant engineStarted) {

    /** When anything was last heard of the agent. */
    Optional<Instant> lastHeard() {
        Optional<Instant> data = status.flatMap(ReplicationStatus::lastHeard);
        Optional<Instant> control = report.map(AgentReport::at);
        return data.isPresent() && control.isPresent() && control.get().isAfter(data.get())
                ? control
                : data.or(() -> control);
    }
}
