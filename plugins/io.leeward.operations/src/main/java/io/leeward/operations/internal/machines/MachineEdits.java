package io.leeward.operations.internal.machines;

import io.leeward.model.Health;
import io.leeward.model.PolicyId;
import io.leeward.model.ProtectionState;
import io.leeward.operations.state.MachineRecord;
import java.util.Optional;

/** Records of machines with one thing changed. */
final class MachineEdits {
    private MachineEdits() {}

    /** The protection of a machine as it is kept; health is not kept but seen. */
    static ProtectionState state(MachineRecord machine) {
        return new ProtectionState(
                machine.phase(), machine.direction(), machine.failure(), machine.resync(), Health.NORMAL);
    }

    static MachineRecord with(MachineRecord machine, ProtectionState state) {
        return new MachineRecord(
                machine.id(),
                machine.name(),
                machine.incarnation(),
                machine.enrolledAt(),
                machine.disks(),
                machine.wish(),
                state.phase(),
                state.direction(),
                state.failure(),
                machine.policy(),
                machine.group(),
                state.resync());
    }

    static MachineRecord wished(MachineRecord machine, MachineRecord.Wish wish, Optional<PolicyId> policy) {
        return new MachineRecord(
                machine.id(),
                machine.name(),
                machine.incarnation(),
                machine.enrolledAt(),
                machine.disks(),
                wish,
                machine.phase(),
                machine.direction(),
                machine.failure(),
                policy,
                machine.group(),
                machine.resync());
    }
}
