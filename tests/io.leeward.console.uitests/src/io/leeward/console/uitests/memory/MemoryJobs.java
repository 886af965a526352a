package io.leeward.console.uitests.memory;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.model.JobId;
import io.leeward.operations.jobs.JobView;
import io.leeward.operations.jobs.Jobs;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Jobs of a {@link MemoryEngine}. */
record MemoryJobs(MemoryEngine engine) implements Jobs {
    @Override
    public List<JobView> list(int limit) {
        synchronized (engine) {
            return engine.jobs.reversed().stream()
                    .limit(limit)
                    .map(MemoryJob::view)
                    .toList();
        }
    }

    @Override
    public Optional<JobView> find(JobId id) {
        synchronized (engine) {
            return job(id).map(MemoryJob::view);
        }
    }

    @Override
    public Optional<JobView> await(JobId id, Duration limit) {
        return find(id);
    }

    @Override
    public Outcome<JobView> cancel(JobId id) {
        synchronized (engine) {
            return job(id).filter(job -> !job.ended())
                    .map(job -> {
                        job.cancel(Instant.now());
                        return Outcome.done(job.view());
                    })
                    .orElseGet(() -> Outcome.refused(Issue.of(
                            "JOB-ENDED",
                            Issue.Kind.NOT_ALLOWED,
                            "The job has ended.",
                            "Nothing needs to be cancelled.")));
        }
    }

    @Override
    public Outcome<JobId> resume(JobId id) {
        return Outcome.refused(Issue.of(
                "JOB-NOT-RESUMABLE", Issue.Kind.NOT_ALLOWED, "This job cannot be resumed.", "Start it again."));
    }

    private Optional<MemoryJob> job(JobId id) {
        return engine.jobs.stream().filter(job -> job.id().equals(id)).findFirst();
    }
}
