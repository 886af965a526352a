package io.leeward.store.secret;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Issue.Kind;
import io.leeward.kernel.IssueException;
import io.leeward.store.file.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;

/** Refuses what others than its user could read. */
final class PrivateAccess {
    private static final Set<PosixFilePermission> OWN = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private PrivateAccess() {}

    /**
     * Checks the mode of a file or folder; a missing one is reported as such.
     *
     * @throws IssueException SECRET-EXPOSED when group or others have any access
     */
    static void require(Path path) throws IOException {
        if (!DurableFiles.posix(path) || OWN.containsAll(Files.getPosixFilePermissions(path))) {
            return;
        }
        throw new IssueException(Issue.of(
                        "SECRET-EXPOSED",
                        Kind.FAILED,
                        "Refused to use " + path + ".",
                        "Replace the secrets in it if others may have read them, then run: chmod go= " + path)
                .because("Other users have access to it."));
    }
}
