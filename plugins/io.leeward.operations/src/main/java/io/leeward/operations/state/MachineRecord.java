package io.leeward.operations.state;

import io.leeward.kernel.Issue;
import io.leeward.model.Direction;
import io.leeward.model.Disk;
import io.leeward.model.GroupId;
import io.leeward.model.MachineId;
import io.leeward.model.Phase;
import io.leeward.model.PolicyId;
import io.leeward.model.Resync;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An enrolled machine: what its operator wants of it, and what was last decided.
 *
 * @param id the machine
 * @param name as it enrolled; unique
 * @param incarnation what its hardware said of itself at enrolment, hashed; 64 hexadecimal digits
 * @param enrolledAt when it first enrolled
 * @param disks its disks, in the order of enrolment, at least one
 * @param wish what the operator wants
 * @param phase where it stands
 * @param direction which way its data flows
 * @param failure why the phase is not being left as intended; empty when all is well
 * @param policy its policy, while it is or is to be protected
 * @param group its replication group
 * @param resync whether a comparison is due or running, and why
 */
public record MachineRecord(
        MachineId id,
        String name,
        String incarnation,
        Instant enrolledAt,
        List<Disk> disks,
        Wish wish,
        Phase phase,
        Direction direction,
        Optional<Issue> failure,
        Optional<PolicyId> policy,
        Optional<GroupId> group,
        Resync resync) {

    /** What an operator wants of a machine; the phase tells what is the case. */
    public enum Wish {
        UNPROTECTED,
        PROTECTED
    }

    public MachineRecord {
        disks = List.copyOf(disks);
        if (name.isBlank() || disks.isEmpty()) {
            throw new IllegalArgumentException("machine " + id + " without name or disks");
        }
        if (!incarnation.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("incarnation of machine " + id);
        }
    }

    /** A machine that has just enrolled and is not protected. */
    public static MachineRecord enrolled(MachineId id, String name, String incarnation, Instant at, List<Disk> disks) {
        return new MachineRecord(
                id,
                name,
                incarnation,
                at,
                disks,
                Wish.UNPROTECTED,
                Phase.UNPROTECTED,
                Direction.TO_CLOUD,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Resync.NONE);
    }
}
