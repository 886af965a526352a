package io.leeward.operations.internal.jobs;

/** Ends the work of a job that was asked to stop; everything it changed has been put in order. */
public final class JobCancelled extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JobCancelled() {
        super("cancelled", null, false, false);
    }
}
