package io.leeward.operations.state;

import io.leeward.model.JobId;
import java.util.List;
import java.util.Optional;

/** Jobs, those that run and those that ended. */
public interface JobStore {
    /** The most recent jobs, newest first by their start, at most {@code limit}. */
    List<Versioned<JobRecord>> list(int limit);

    /** All jobs that have not ended, oldest first: what a restarted engine finds undone. */
    List<Versioned<JobRecord>> unended();

    Optional<Versioned<JobRecord>> find(JobId job);

    /** Adds a job; {@code Taken} when its identifier is in use. */
    SaveResult insert(JobRecord job);

    SaveResult update(JobRecord job, long version);

    /** Forgets the oldest ended jobs until at most {@code keep} ended ones are left; tells how many were forgotten. */
    int prune(int keep);
}
