package io.leeward.operations.internal.jobs;

import java.util.List;

/**
 * A kind of job: its words, and the code that carries it out.
 *
 * @param id kept with each job, for example {@code enable-replication}
 * @param name what it does, as the field calls it
 * @param steps names of its steps, in order
 * @param traits how it may be handled
 * @param work carries it out; called again, from the first step, when the job is resumed, so every step looks first at
 *     what is done already
 */
record JobKind(String id, String name, List<String> steps, Traits traits, JobWork work) {
    JobKind {
        steps = List.copyOf(steps);
    }

    /**
     * How a kind of job may be handled.
     *
     * @param cancellable whether it looks at the wish to cancel
     * @param resumable whether an operator may have it go on after a failure
     * @param restarted whether it goes on by itself when the engine starts again
     */
    record Traits(boolean cancellable, boolean resumable, boolean restarted) {}
}
