package io.leeward.vault.check;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.vault.blob.StoreException;
import java.util.ArrayList;
import java.util.List;

/** Collects what is wrong. A store that does not answer is no finding: it ends the check. */
final class Findings {
    /** A vault with more wrong than this is told to be so without listing it all. */
    static final int MOST = 1000;

    private final List<Issue> issues = new ArrayList<>();

    void add(Issue issue) {
        if (issues.size() < MOST && !issues.contains(issue)) {
            issues.add(issue);
        }
    }

    /** Does a part of the check; what it throws about the vault is a finding. */
    void during(Runnable part) {
        try {
            part.run();
        } catch (StoreException e) {
            throw e;
        } catch (IssueException e) {
            add(e.issue());
        }
    }

    List<Issue> all() {
        return issues;
    }
}
