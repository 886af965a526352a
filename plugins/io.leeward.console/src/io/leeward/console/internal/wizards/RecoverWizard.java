package io.leeward.console.internal.wizards;

import io.leeward.console.internal.live.Desk;
import io.leeward.console.internal.text.Images;
import io.leeward.console.internal.text.Messages;
import io.leeward.console.internal.text.Words;
import io.leeward.model.PointId;
import io.leeward.operations.machines.DiskView;
import io.leeward.operations.machines.MachineView;
import io.leeward.operations.recover.RecoverToFiles;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.osgi.util.NLS;

/** Writes the disks of a recovery point to files. */
public final class RecoverWizard extends LeewardWizard {
    private final MachineView machine;
    private final ChoosePointPage point;
    private final TargetPage target;

    /**
     * Makes it.
     *
     * @param wanted the point that was meant, if one was
     */
    public RecoverWizard(Desk desk, MachineView machine, Optional<PointId> wanted) {
        super(desk, NLS.bind(Messages.recover_title, machine.name()), Images.RECOVER);
        this.machine = machine;
        point = new ChoosePointPage(desk, machine, wanted);
        target = new TargetPage(machine);
    }

    @Override
    public void addPages() {
        addPage(point);
        addPage(target);
        addPage(new SummaryPage(Messages.recover_summary, this::summary, this::command));
    }

    @Override
    public boolean performFinish() {
        RecoverToFiles command =
                new RecoverToFiles(machine.id().value(), point.choice(), target.folder(), target.format());
        return carryOut(operations -> operations.recoveries().toFiles(command), job -> {});
    }

    private List<SummaryPage.Line> summary() {
        String files = machine.disks().stream()
                .map(disk -> target.file(disk, target.format()).toString())
                .collect(Collectors.joining("\n"));
        long bytes = machine.disks().stream().mapToLong(DiskView::bytes).sum();
        return List.of(
                new SummaryPage.Line(Messages.recover_point, point.words()),
                new SummaryPage.Line(Messages.recover_files, files),
                new SummaryPage.Line(Messages.recover_size, NLS.bind(Messages.recover_sizeWords, Words.bytes(bytes))));
    }

    private String command() {
        return new CommandLine("leeward recover")
                .with(machine.name())
                .with("--point", point.option())
                .with("--to", target.folder().toString())
                .with("--format", target.format().extension())
                .toString();
    }
}
