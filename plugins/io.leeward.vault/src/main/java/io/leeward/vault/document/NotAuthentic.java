package io.leeward.vault.document;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;

/** What is said when something in a vault is not what Leeward wrote there. */
public final class NotAuthentic {
    /** Code of the issue. */
    public static final String CODE = "VAULT-NOT-AUTHENTIC";

    private NotAuthentic() {}

    /**
     * The exception for a part of a vault that failed its check.
     *
     * @param what the part, for example {@code blob state/owner.json}
     * @param why what did not hold, one sentence
     */
    public static IssueException of(String what, String why) {
        return new IssueException(issue(what, why));
    }

    /** The issue behind {@link #of}. */
    public static Issue issue(String what, String why) {
        return new Issue(
                CODE,
                Issue.Kind.FAILED,
                "The " + what + " is damaged or was altered; it is not used.",
                why,
                "Run a check of the vault, find out who can write to the store, and restore this blob from a copy if there is one.");
    }
}
