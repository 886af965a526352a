package io.leeward.operations.internal.recover;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.Progress;
import io.leeward.model.DiskCut;
import io.leeward.model.JobId;
import io.leeward.model.MachineId;
import io.leeward.model.PointKind;
import io.leeward.model.RecoveryPoint;
import io.leeward.operations.internal.jobs.JobCancelled;
import io.leeward.operations.internal.jobs.JobOrder;
import io.leeward.operations.internal.jobs.JobRun;
import io.leeward.operations.internal.jobs.JobRunner;
import io.leeward.operations.internal.vaults.OpenVault;
import io.leeward.operations.internal.vaults.VaultDesk;
import io.leeward.operations.internal.vaults.VaultIssues;
import io.leeward.operations.jobs.JobResult;
import io.leeward.operations.port.ImageFiles;
import io.leeward.operations.port.ReplicationControl;
import io.leeward.operations.recover.PointChoice;
import io.leeward.operations.recover.RecoverToFiles;
import io.leeward.operations.recover.RecoverToFiles.Format;
import io.leeward.operations.recover.RecoveredDisk;
import io.leeward.operations.recover.Recoveries;
import io.leeward.operations.state.MachineStore;
import io.leeward.vault.catalog.MachineEntry;
import io.leeward.vault.journal.Lanes;
import io.leeward.vault.restore.PointRestore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Job: the disks of a recovery point are written to files. Needs the vault alone: neither the machine nor its
 * enrolment. Cancelling leaves no file behind.
 */
public final class RecoverPoint implements Recoveries {
    private static final String KIND = "recover-to-files";
    private static final String MACHINE = "machine";
    private static final String POINT = "point";
    private static final String FOLDER = "folder";
    private static final String FORMAT = "format";

    /** Longest time that bringing the spool to the vault may take. */
    private static final Duration DRAIN_PATIENCE = Duration.ofMinutes(11);

    private static final String CHECK = "Prerequisites check";
    private static final String LATEST = "Process latest data";
    private static final String PREPARE = "Prepare disks";
    private static final String VERIFY = "Verify files";

    private final MachineStore machines;
    private final VaultDesk vaults;
    private final ReplicationControl replication;
    private final ImageFiles files;
    private final Lanes lanes;
    private final Holds holds;
    private final JobRunner jobs;

    public RecoverPoint(
            MachineStore machines,
            VaultDesk vaults,
            ReplicationControl replication,
            ImageFiles files,
            Lanes lanes,
            Holds holds,
            JobRunner jobs) {
        this.machines = machines;
        this.vaults = vaults;
        this.replication = replication;
        this.files = files;
        this.lanes = lanes;
        this.holds = holds;
        this.jobs = jobs;
    }

    public void register() {
        jobs.register(KIND, "Recover to files", List.of(CHECK, LATEST, PREPARE, VERIFY), true, true, false, this::run);
    }

    @Override
    public Outcome<JobId> toFiles(RecoverToFiles command) {
        return vaults.require()
                .then(vault -> inTheVault(vault, command.machine())
                        .map(Outcome::done)
                        .orElseGet(() -> Outcome.refused(VaultIssues.unknownMachine(command.machine()))))
                .then(machine -> jobs.start(new JobOrder(
                        KIND,
                        machine.name(),
                        Optional.empty(),
                        Map.of(
                                MACHINE, machine.id().value(),
                                POINT, text(command.point()),
                                FOLDER, command.folder().toString(),
                                FORMAT, command.format().name()))));
    }

    /** Names can be used again: a machine that is enrolled here comes before one that only the vault remembers. */
    private Optional<MachineEntry> inTheVault(OpenVault vault, String name) {
        return machines.named(name)
                .flatMap(found -> vault.machine(found.value().id().value()))
                .or(() -> vault.machine(name));
    }

    private JobResult run(JobRun run) {
        MachineId machine = new MachineId(run.argument(MACHINE));
        PointChoice choice = PointChoice.parse(run.argument(POINT)).orElseThrow();
        OpenVault vault = run.step(CHECK, progress -> vaults.require().orThrow());
        String name = vault.machine(machine.value()).map(MachineEntry::name).orElse(machine.value());
        processLatest(run, machine, choice);
        long unsent = replication.unsentBytes();
        try (Holds.Held held = holds.take(vault, machine, "Recovered to files.")) {
            RecoveryPoint point = choose(vault.points(machine), choice, name);
            List<ImageFiles.Image> images = new ArrayList<>();
            try {
                run.step(PREPARE, progress -> write(run, vault, point, images, progress, held));
                List<RecoveredDisk> disks = run.step(VERIFY, progress -> finish(point, images, progress));
                return new JobResult.FilesRecovered(point.id(), disks, unsent);
            } finally {
                images.forEach(ImageFiles.Image::close);
            }
        }
    }

    private void processLatest(JobRun run, MachineId machine, PointChoice choice) {
        boolean replicated = replication.status(machine).isPresent();
        if (!(choice instanceof PointChoice.Latest)) {
            run.skip(LATEST, "A point that is in the vault already was asked for.");
        } else if (!replicated) {
            run.skip(LATEST, "The machine is not being replicated here; what is in the vault is the latest.");
        } else {
            run.step(
                    LATEST,
                    progress -> run.await(replication.drain(machine), DRAIN_PATIENCE, "the latest data in the vault"));
        }
    }

    private boolean write(
            JobRun run,
            OpenVault vault,
            RecoveryPoint point,
            List<ImageFiles.Image> images,
            Progress progress,
            Holds.Held held) {
        Path folder = Path.of(run.argument(FOLDER));
        Format format = Format.valueOf(run.argument(FORMAT));
        for (DiskCut cut : point.cuts()) {
            Path file = folder.resolve(cut.disk().value() + "." + format.extension());
            images.add(files.open(file, cut.bytes(), format).orThrow());
        }
        long total = point.cuts().stream().mapToLong(DiskCut::bytes).sum();
        long before = 0;
        for (int i = 0; i < images.size(); i++) {
            DiskCut cut = point.cuts().get(i);
            progress.step("Writing disk " + cut.disk() + ".");
            restore(vault, point.machine(), cut, images.get(i), new Part(progress, before, total, held));
            before += cut.bytes();
        }
        return true;
    }

    private void restore(OpenVault vault, MachineId machine, DiskCut cut, ImageFiles.Image image, Progress progress) {
        try {
            new PointRestore(vault.vault(), lanes).disk(cut, vault.layers(machine), image, progress);
        } catch (IssueException e) {
            if (progress.cancelled()) {
                throw new JobCancelled();
            }
            throw e;
        }
    }

    private static List<RecoveredDisk> finish(RecoveryPoint point, List<ImageFiles.Image> images, Progress progress) {
        List<RecoveredDisk> disks = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            DiskCut cut = point.cuts().get(i);
            progress.step("Reading back disk " + cut.disk() + ".");
            if (progress.cancelled()) {
                throw new JobCancelled();
            }
            disks.add(images.get(i).finish(cut.disk(), progress));
        }
        return disks;
    }

    private static RecoveryPoint choose(List<RecoveryPoint> newestFirst, PointChoice choice, String name) {
        Optional<RecoveryPoint> chosen =
                switch (choice) {
                    case PointChoice.Latest latest -> newestFirst.stream().findFirst();
                    case PointChoice.LatestProcessed latest ->
                        newestFirst.stream().findFirst();
                    case PointChoice.LatestApp latest ->
                        newestFirst.stream()
                                .filter(point -> point.kind() == PointKind.APP_CONSISTENT)
                                .findFirst();
                    case PointChoice.Exactly exactly ->
                        newestFirst.stream()
                                .filter(point -> point.id().equals(exactly.id()))
                                .findFirst();
                };
        return chosen.orElseThrow(() -> new IssueException(noPoint(choice, name)));
    }

    private static Issue noPoint(PointChoice choice, String name) {
        return switch (choice) {
            case PointChoice.Exactly exactly -> VaultIssues.unknownPoint(exactly.id());
            case PointChoice.LatestApp latest ->
                noPoint(name + " has no app-consistent recovery point.", "Choose a crash-consistent one.");
            case PointChoice.Latest latest -> noPoint(name + " has no recovery point yet.", FIRST);
            case PointChoice.LatestProcessed latest -> noPoint(name + " has no recovery point yet.", FIRST);
        };
    }

    private static final String FIRST = "The first one appears when the initial copy is done.";

    private static Issue noPoint(String message, String remedy) {
        return Issue.of("POINT-NONE", Issue.Kind.NOT_FOUND, message, remedy);
    }

    private static String text(PointChoice choice) {
        return switch (choice) {
            case PointChoice.Latest latest -> "latest";
            case PointChoice.LatestProcessed latest -> "latest-processed";
            case PointChoice.LatestApp latest -> "latest-app";
            case PointChoice.Exactly exactly -> exactly.id().value();
        };
    }

    /** Progress of one disk among several; keeps the hold alive while it goes on. */
    private record Part(Progress all, long before, long total, Holds.Held held) implements Progress {
        @Override
        public void at(long done, long diskTotal) {
            held.renew();
            all.at(before + done, total);
        }

        @Override
        public void step(String text) {
            all.step(text);
        }

        @Override
        public boolean cancelled() {
            return all.cancelled();
        }
    }
}
