package io.leeward.kernel;

/**
 * A broken environment, translated once at the port that met it: the store does not answer, a disk is full, a file
 * cannot be read. Expected results of an operation are values ({@link Outcome}), not exceptions.
 */
public class IssueException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Issue issue;

    public IssueException(Issue issue) {
        super(issue.sentence());
        this.issue = issue;
    }

    public IssueException(Issue issue, Throwable cause) {
        super(issue.sentence(), cause);
        this.issue = issue;
    }

    /** What to tell a person. */
    public Issue issue() {
        return issue;
    }
}
