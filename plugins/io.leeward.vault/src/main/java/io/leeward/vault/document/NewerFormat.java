package io.leeward.vault.document;

import io.leeward.kernel.Issue;

/** What is said when a vault was written by a newer Leeward. */
public final class NewerFormat {
    /** The newest format that this program reads and the one that it writes. */
    public static final int KNOWN = 1;

    private NewerFormat() {}

    /** The issue for something of a newer format. */
    public static Issue issue(String what, int found) {
        return Issue.of(
                "VAULT-NEWER-FORMAT",
                Issue.Kind.FAILED,
                "The " + what + " has format " + found + ", and this version of Leeward reads formats up to " + KNOWN
                        + ".",
                "Use a newer version of Leeward.");
    }
}
