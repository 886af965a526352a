package io.leeward.operations.vaults;

import io.leeward.kernel.Issue;
import java.util.List;

/**
 * What a check of the vault found.
 *
 * @param points recovery points looked at
 * @param segments segments whose index was authenticated
 * @param bytesRead bytes of data that were read back and authenticated
 * @param findings everything that is wrong; empty when the vault is sound
 */
public record CheckReport(int points, int segments, long bytesRead, List<Issue> findings) {
    public CheckReport {
        findings = List.copyOf(findings);
    }
}
