package io.leeward.console.internal.jobs;

import io.leeward.console.internal.text.Images;
import io.leeward.console.internal.text.Messages;
import io.leeward.console.internal.text.Words;
import io.leeward.console.widgets.Token;
import io.leeward.kernel.Issue;
import io.leeward.operations.jobs.JobResult;
import io.leeward.operations.jobs.JobState;
import io.leeward.operations.jobs.JobView;
import io.leeward.operations.jobs.StepView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.osgi.util.NLS;

/**
 * A job or step as a line of the tree.
 *
 * @param job the job it belongs to
 * @param share how much is done, 0 to 1, where it is known
 * @param words what is being done, was found or went wrong
 */
record JobLine(
        JobView job,
        String name,
        JobState state,
        Optional<Double> share,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        String words,
        Optional<Issue> issue,
        List<JobLine> steps) {

    static JobLine of(JobView job) {
        List<JobLine> steps = job.steps().stream().map(step -> of(job, step)).toList();
        return new JobLine(
                job,
                NLS.bind(Messages.jobs_on, job.name(), job.target()),
                job.state(),
                share(job.state(), job.steps()),
                Optional.of(job.startedAt()),
                job.endedAt(),
                job.issue().map(Issue::message).orElseGet(() -> words(job)),
                job.issue(),
                steps);
    }

    private static JobLine of(JobView job, StepView step) {
        return new JobLine(
                job,
                step.name(),
                step.state(),
                share(step),
                step.startedAt(),
                step.endedAt(),
                step.issue().map(Issue::message).orElse(step.detail()),
                step.issue(),
                step.steps().stream().map(inner -> of(job, inner)).toList());
    }

    Optional<Duration> elapsed(Instant now) {
        return startedAt.map(start -> Duration.between(start, endedAt.orElse(now)));
    }

    static Images icon(JobState state) {
        return switch (state) {
            case WAITING -> Images.QUEUED;
            case RUNNING -> Images.RUNNING;
            case SUCCEEDED -> Images.SUCCEEDED;
            case FAILED -> Images.FAILED;
            case CANCELLED, SKIPPED -> Images.SKIPPED;
        };
    }

    static Token color(JobState state) {
        return switch (state) {
            case WAITING, CANCELLED, SKIPPED -> Token.MUTED;
            case RUNNING -> Token.INFO;
            case SUCCEEDED -> Token.OK;
            case FAILED -> Token.CRITICAL;
        };
    }

    private static String words(JobView job) {
        return switch (job.result()) {
            case JobResult.None none ->
                job.steps().stream()
                        .filter(step -> step.state() == JobState.RUNNING)
                        .map(step -> step.detail().isEmpty() ? step.name() : step.detail())
                        .findFirst()
                        .orElse("");
            case JobResult.PointCut cut -> NLS.bind(Messages.jobs_pointCut, Words.exact(cut.cutAt()));
            case JobResult.FilesRecovered files ->
                NLS.bind(Messages.jobs_recovered, files.disks().size());
            case JobResult.Checked checked ->
                NLS.bind(
                        Messages.jobs_checked,
                        checked.report().points(),
                        checked.report().findings().size());
        };
    }

    private static Optional<Double> share(StepView step) {
        if (step.total() > 0 && !step.state().ended()) {
            return Optional.of((double) step.done() / step.total());
        }
        return Optional.empty();
    }

    private static Optional<Double> share(JobState state, List<StepView> steps) {
        if (state != JobState.RUNNING || steps.isEmpty()) {
            return Optional.empty();
        }
        return steps.stream()
                .filter(step -> step.state() == JobState.RUNNING)
                .findFirst()
                .flatMap(JobLine::share);
    }
}
