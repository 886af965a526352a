package io.leeward.operations.machines;

import io.leeward.kernel.Outcome;
import io.leeward.model.JobId;
import io.leeward.model.MachineId;
import io.leeward.model.PolicyId;
import java.util.List;
import java.util.Optional;

/** Commands and queries about machines. A machine appears here when its agent has enrolled. */
public interface Machines {
    List<MachineView> list();

    Optional<MachineView> find(String name);

    /** Enables replication; the job ends when the initial copy has begun. */
    Outcome<JobId> protect(MachineId machine, PolicyId policy);

    /** Cuts a recovery point now; the job ends when the point is recoverable, with {@code PointCut} as its result. */
    Outcome<JobId> cut(MachineId machine, Optional<String> tag, boolean appConsistent);

    /**
     * Compares the machine's disks with the vault and sends what differs.
     *
     * @param sameMachine confirms that a machine whose hardware changed is still the one that enrolled
     */
    Outcome<JobId> resynchronize(MachineId machine, boolean sameMachine);

    /** Ends replication. Recovery points stay in the vault until they expire. */
    Outcome<JobId> disable(MachineId machine);
}
