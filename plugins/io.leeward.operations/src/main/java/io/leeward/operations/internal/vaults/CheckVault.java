package io.leeward.operations.internal.vaults;

import io.leeward.kernel.Outcome;
import io.leeward.model.JobId;
import io.leeward.operations.internal.jobs.JobCancelled;
import io.leeward.operations.internal.jobs.JobOrder;
import io.leeward.operations.internal.jobs.JobRun;
import io.leeward.operations.internal.jobs.JobRunner;
import io.leeward.operations.jobs.JobResult;
import io.leeward.operations.vaults.CheckReport;
import io.leeward.vault.check.CheckResult;
import io.leeward.vault.check.VaultCheck;
import io.leeward.vault.journal.Lanes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Job: the vault is checked. What is wrong with it is the result of the job, not its failure. */
public final class CheckVault {
    private static final String KIND = "check-vault";
    private static final String PERCENT = "percent";
    private static final String STEP = "Check the vault";

    private final VaultDesk vaults;
    private final Lanes lanes;
    private final JobRunner jobs;

    public CheckVault(VaultDesk vaults, Lanes lanes, JobRunner jobs) {
        this.vaults = vaults;
        this.lanes = lanes;
        this.jobs = jobs;
    }

    public void register() {
        jobs.register(KIND, "Check vault", List.of(STEP), true, true, false, this::run);
    }

    /** Starts a check that reads back a share of the data, 0 to 100 percent. */
    public static Outcome<JobId> start(JobRunner jobs, OpenVault vault, int percent) {
        return jobs.start(
                new JobOrder(KIND, vault.vault().name(), Optional.empty(), Map.of(PERCENT, Integer.toString(percent))));
    }

    private JobResult run(JobRun run) {
        int percent = Integer.parseInt(run.argument(PERCENT));
        return run.step(STEP, progress -> {
            CheckResult found = new VaultCheck(vaults.require().orThrow().vault(), lanes).run(percent, progress);
            if (progress.cancelled()) {
                throw new JobCancelled();
            }
            return new JobResult.Checked(
                    new CheckReport(found.points(), found.segments(), found.bytesRead(), found.findings()));
        });
    }
}
