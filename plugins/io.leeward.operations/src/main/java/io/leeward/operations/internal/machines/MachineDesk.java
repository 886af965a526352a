package io.leeward.operations.internal.machines;

import io.leeward.kernel.Outcome;
import io.leeward.model.Action;
import io.leeward.model.AllowedActions;
import io.leeward.model.JobId;
import io.leeward.model.MachineId;
import io.leeward.model.PolicyId;
import io.leeward.operations.internal.jobs.JobOrder;
import io.leeward.operations.internal.jobs.JobRunner;
import io.leeward.operations.internal.policies.PolicyDesk;
import io.leeward.operations.internal.vaults.VaultDesk;
import io.leeward.operations.machines.MachineView;
import io.leeward.operations.machines.Machines;
import io.leeward.operations.state.PolicyStore;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Starts the jobs that change machines, and shows machines. Safe for use by many threads. */
public final class MachineDesk implements Machines {
    /** Longest tag of a recovery point, in characters. */
    static final int LONGEST_TAG = 200;

    private final Roster roster;
    private final JobRunner jobs;
    private final VaultDesk vaults;
    private final PolicyStore policies;

    public MachineDesk(Roster roster, JobRunner jobs, VaultDesk vaults, PolicyStore policies) {
        this.roster = roster;
        this.jobs = jobs;
        this.vaults = vaults;
        this.policies = policies;
    }

    @Override
    public List<MachineView> list() {
        return roster.all().stream().map(MachineViews::view).toList();
    }

    @Override
    public Optional<MachineView> find(String name) {
        return roster.named(name).map(MachineViews::view);
    }

    @Override
    public Outcome<JobId> protect(MachineId machine, PolicyId policy) {
        if (policies.find(policy).isEmpty()) {
            return Outcome.refused(PolicyDesk.unknown(policy.value()));
        }
        return allowed(machine, Action.ENABLE_REPLICATION)
                .then(known -> start(EnableReplication.KIND, known, Map.of(EnableReplication.POLICY, policy.value())));
    }

    @Override
    public Outcome<JobId> cut(MachineId machine, Optional<String> tag, boolean appConsistent) {
        if (tag.isPresent() && (tag.get().isBlank() || tag.get().length() > LONGEST_TAG)) {
            return Outcome.refused(PointDesk.badTag());
        }
        return allowed(machine, Action.CUT_POINT)
                .then(known -> jobs.start(new JobOrder(
                        CutPoint.KIND,
                        known.record().name(),
                        Optional.empty(),
                        Map.of(
                                EnableReplication.MACHINE,
                                machine.value(),
                                CutPoint.TAG,
                                tag.orElse(""),
                                CutPoint.APP,
                                Boolean.toString(appConsistent)))));
    }

    @Override
    public Outcome<JobId> resynchronize(MachineId machine, boolean sameMachine) {
        return allowed(machine, Action.RESYNCHRONIZE)
                .then(known ->
                        start(Resynchronize.KIND, known, Map.of(Resynchronize.SAME, Boolean.toString(sameMachine))));
    }

    @Override
    public Outcome<JobId> disable(MachineId machine) {
        return allowed(machine, Action.DISABLE_REPLICATION)
                .then(known -> start(DisableReplication.KIND, known, Map.of()));
    }

    private Outcome<Known> allowed(MachineId machine, Action action) {
        Optional<Known> known = roster.find(machine);
        if (known.isEmpty()) {
            return Outcome.refused(MachineIssues.unknown(machine.value()));
        }
        Optional<String> obstacle = AllowedActions.obstacle(action, MachineViews.situation(known.get()));
        if (obstacle.isPresent()) {
            return Outcome.refused(MachineIssues.notAllowed(obstacle.get()));
        }
        return vaults.requireOwned().map(open -> known.get());
    }

    private Outcome<JobId> start(String kind, Known known, Map<String, String> more) {
        Map<String, String> arguments = new java.util.TreeMap<>(more);
        arguments.put(EnableReplication.MACHINE, known.record().id().value());
        return jobs.start(new JobOrder(
                kind, known.record().name(), Optional.of(known.record().id().value()), arguments));
    }
}
