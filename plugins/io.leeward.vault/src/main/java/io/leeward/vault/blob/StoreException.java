package io.leeward.vault.blob;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;

/**
 * The store did not do what was asked for a reason of its own: unreachable, denied, full, read-only, throttled beyond
 * patience.
 */
public final class StoreException extends IssueException {
    private static final long serialVersionUID = 1L;

    private final boolean outcomeUnknown;

    public StoreException(Issue issue, boolean outcomeUnknown, Throwable cause) {
        super(issue, cause);
        this.outcomeUnknown = outcomeUnknown;
    }

    public StoreException(Issue issue, boolean outcomeUnknown) {
        super(issue);
        this.outcomeUnknown = outcomeUnknown;
    }

    /** True when a change may have taken effect although no answer came: the caller reads again before it goes on. */
    public boolean outcomeUnknown() {
        return outcomeUnknown;
    }
}
