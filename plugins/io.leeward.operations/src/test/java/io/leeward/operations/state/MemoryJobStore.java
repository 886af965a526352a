package io.leeward.operations.state;

import io.leeward.model.JobId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

final class MemoryJobStore implements JobStore {
    private static final Comparator<JobRecord> OLDEST_FIRST =
            Comparator.comparing(JobRecord::startedAt).thenComparing(JobRecord::id);

    private final Versions<JobId, JobRecord> jobs;

    MemoryJobStore(Versions<JobId, JobRecord> jobs) {
        this.jobs = jobs;
    }

    @Override
    public List<Versioned<JobRecord>> list(int limit) {
        return jobs.list(OLDEST_FIRST.reversed()).stream().limit(limit).toList();
    }

    @Override
    public List<Versioned<JobRecord>> unended() {
        return jobs.list(OLDEST_FIRST).stream()
                .filter(found -> !found.value().state().ended())
                .toList();
    }

    @Override
    public Optional<Versioned<JobRecord>> find(JobId job) {
        return jobs.find(job);
    }

    @Override
    public SaveResult insert(JobRecord job) {
        return jobs.insert(job);
    }

    @Override
    public SaveResult update(JobRecord job, long version) {
        return jobs.update(job, version);
    }

    @Override
    public int prune(int keep) {
        List<Versioned<JobRecord>> ended = jobs.list(OLDEST_FIRST.reversed()).stream()
                .filter(found -> found.value().state().ended())
                .skip(keep)
                .toList();
        ended.forEach(found -> jobs.delete(found.value().id(), found.version()));
        return ended.size();
    }
}
