package io.leeward.console.internal.wizards;

import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.text.Images;
import io.leeward.console.internal.text.Messages;
import io.leeward.console.internal.text.Words;
import io.leeward.kernel.Outcome;
import io.leeward.model.JobId;
import io.leeward.model.ReplicationPolicy;
import io.leeward.operations.Operations;
import io.leeward.operations.machines.DiskView;
import io.leeward.operations.machines.MachineView;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.osgi.util.NLS;

/** Enables replication of one or several machines, or shows how to install the agent of the first. */
public final class EnableWizard extends LeewardWizard {
    private final ChooseMachinesPage machines;
    private final ChoosePolicyPage policy;

    /**
     * Makes it.
     *
     * @param machine the machine that was meant, if one was
     */
    public EnableWizard(Desk desk, Optional<MachineView> machine) {
        super(desk, Messages.enable_title, Images.PROTECT);
        machines = new ChooseMachinesPage(desk, machine.map(MachineView::id));
        policy = new ChoosePolicyPage(desk);
    }

    @Override
    public void addPages() {
        addPage(machines);
        addPage(policy);
        addPage(new SummaryPage(Messages.enable_summary, this::summary, this::command));
    }

    @Override
    public boolean performFinish() {
        List<MachineView> chosen = machines.chosen();
        ReplicationPolicy wanted = policy.chosen().orElseThrow();
        return carryOut(operations -> protect(operations, chosen, wanted), jobs -> desk().selected()
                .choose(Optional.of(chosen.getFirst().id())));
    }

    /** Enables one machine after the other; the first that is refused ends it. */
    private static Outcome<List<JobId>> protect(
            Operations operations, List<MachineView> chosen, ReplicationPolicy policy) {
        Outcome<List<JobId>> all = Outcome.done(List.of());
        for (MachineView machine : chosen) {
            all = all.then(before -> operations
                    .machines()
                    .protect(machine.id(), policy.id())
                    .map(job -> {
                        List<JobId> jobs = new ArrayList<>(before);
                        jobs.add(job);
                        return jobs;
                    }));
        }
        return all;
    }

    private List<SummaryPage.Line> summary() {
        long bytes = machines.chosen().stream()
                .flatMap(machine -> machine.disks().stream())
                .mapToLong(DiskView::bytes)
                .sum();
        String names = machines.chosen().stream().map(MachineView::name).collect(Collectors.joining(", "));
        return List.of(
                new SummaryPage.Line(Messages.enable_machines, names),
                new SummaryPage.Line(
                        Messages.enable_policy,
                        policy.chosen().map(ReplicationPolicy::name).orElse("")),
                new SummaryPage.Line(Messages.enable_copy, NLS.bind(Messages.enable_copyWords, Words.bytes(bytes))));
    }

    private String command() {
        String name = policy.chosen().map(ReplicationPolicy::name).orElse("");
        return machines.chosen().stream()
                .map(machine -> new CommandLine("leeward machine protect")
                        .with(machine.name())
                        .with("--policy", name)
                        .toString())
                .collect(Collectors.joining("\n"));
    }
}
