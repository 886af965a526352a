package io.leeward.configserver.enrolment;

import io.leeward.kernel.Clock;
import io.leeward.kernel.Ids;
import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.model.Disk;
import io.leeward.model.DiskId;
import io.leeward.model.MachineId;
import io.leeward.operations.state.MachineRecord;
import io.leeward.operations.state.MachineStore;
import io.leeward.operations.state.SaveResult;
import io.leeward.operations.state.Versioned;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds or makes the machine that an accepted enrolment is about. */
final class MachineEnrolment {
    /** Times that a record which changed meanwhile is read again. */
    private static final int MOST_TRIES = 5;

    private final MachineStore machines;
    private final Ids ids;
    private final Clock clock;

    MachineEnrolment(MachineStore machines, Ids ids, Clock clock) {
        this.machines = machines;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What an enrolment settled.
     *
     * @param disks identifiers of the disks of the request, in its order
     */
    record Settled(MachineId machine, List<DiskId> disks) {
        Settled {
            disks = List.copyOf(disks);
        }
    }

    /**
     * The machine and its disks; one that enrolled before keeps its identifiers when its incarnation is the same, and
     * is refused otherwise. One at a time, so that no two machines can claim one disk.
     */
    synchronized Outcome<Settled> enrol(EnrolmentRequest request) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<Versioned<MachineRecord>> known = machines.named(request.name());
            List<Disk> disks = known.map(
                            found -> KnownDisks.recognize(found.value().disks(), request.disks()))
                    .orElse(request.disks());
            Optional<Issue> conflict = conflict(request, known, disks);
            if (conflict.isPresent()) {
                return Outcome.refused(conflict.get());
            }
            MachineRecord wanted = known.map(found -> again(found.value(), disks))
                    .orElseGet(() -> MachineRecord.enrolled(
                            new MachineId(ids.next()), request.name(), request.incarnation(), clock.now(), disks));
            SaveResult saved = known.map(found -> machines.update(wanted, found.version()))
                    .orElseGet(() -> machines.insert(wanted));
            if (saved instanceof SaveResult.Saved) {
                return Outcome.done(
                        new Settled(wanted.id(), disks.stream().map(Disk::id).toList()));
            }
        }
        return Outcome.failed(
                Issue.of(
                        "ENROL-BUSY",
                        Issue.Kind.FAILED,
                        "The machine " + request.name() + " was being changed by others all the while.",
                        "Enrol it again."),
                Outcome.Retry.LATER);
    }

    private Optional<Issue> conflict(
            EnrolmentRequest request, Optional<Versioned<MachineRecord>> known, List<Disk> disks) {
        if (known.isPresent() && !fits(known.get().value(), request, disks)) {
            return Optional.of(nameTaken(request.name()));
        }
        Set<DiskId> wanted = ids(disks);
        return machines.list().stream()
                .map(Versioned::value)
                .filter(other -> !other.name().equals(request.name()))
                .filter(other -> other.disks().stream().map(Disk::id).anyMatch(wanted::contains))
                .findFirst()
                .map(other -> diskTaken(request.name(), other.name()));
    }

    /** While a machine is unprotected its disks are what the agent says; later replication goes on with the same. */
    private static boolean fits(MachineRecord known, EnrolmentRequest request, List<Disk> disks) {
        boolean free = known.wish() == MachineRecord.Wish.UNPROTECTED;
        return known.incarnation().equals(request.incarnation())
                && (free || ids(disks).equals(ids(known.disks())));
    }

    private static Set<DiskId> ids(List<Disk> disks) {
        return disks.stream().map(Disk::id).collect(Collectors.toSet());
    }

    private static MachineRecord again(MachineRecord old, List<Disk> disks) {
        return new MachineRecord(
                old.id(),
                old.name(),
                old.incarnation(),
                old.enrolledAt(),
                disks,
                old.wish(),
                old.phase(),
                old.direction(),
                old.failure(),
                old.policy(),
                old.group(),
                old.resync());
    }

    private static Issue nameTaken(String name) {
        return Issue.of(
                        "ENROL-OTHER-MACHINE",
                        Issue.Kind.NOT_ALLOWED,
                        "The machine was not enrolled, because another machine is enrolled as " + name + ".",
                        "Enrol this machine under a name of its own with --name.")
                .because("Its hardware identifiers or disks differ from those that " + name + " enrolled with.");
    }

    private static Issue diskTaken(String name, String other) {
        return Issue.of(
                "ENROL-DISK-TAKEN",
                Issue.Kind.NOT_ALLOWED,
                "The machine " + name + " was not enrolled, because one of its disks belongs to the machine " + other
                        + ".",
                "If this is the same machine, enrol it with --name " + other
                        + "; if it is a copy, give its agent a data folder of its own.");
    }
}
