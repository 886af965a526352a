package io.leeward.vault.check;

import io.leeward.kernel.Issue;
import java.util.List;

/**
 * What a check found.
 *
 * @param points recovery points looked at
 * @param segments segments whose index was authenticated
 * @param bytesRead bytes of segments that were read back whole and authenticated
 * @param findings everything that is wrong; empty when the vault is sound
 */
public record CheckResult(int points, int segments, long bytesRead, List<Issue> findings) {
    public CheckResult {
        findings = List.copyOf(findings);
    }
}
