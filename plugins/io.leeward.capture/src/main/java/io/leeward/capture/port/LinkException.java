package io.leeward.capture.port;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;

/** The connection to the process server could not be made or was lost; it is tried again. */
public final class LinkException extends IssueException {
    private static final long serialVersionUID = 1L;

    public LinkException(Issue issue) {
        super(issue);
    }

    public LinkException(Issue issue, Throwable cause) {
        super(issue, cause);
    }
}
