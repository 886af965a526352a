package io.leeward.agent.folder;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Input and output errors as issues. */
public final class Failures {
    private Failures() {}

    /** What went wrong while doing something, for example {@code read /var/lib/x}. */
    public static IssueException of(String doing, IOException cause) {
        Issue issue = new Issue(
                "AGENT-FILE", Issue.Kind.FAILED, "The agent could not " + doing + ".", why(cause), remedy(cause));
        return new IssueException(issue, cause);
    }

    private static String why(IOException cause) {
        return switch (cause) {
            case AccessDeniedException denied -> "access is denied";
            case NoSuchFileException missing -> "there is no such file or folder";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(cause.getMessage());
        };
    }

    private static String remedy(IOException cause) {
        return cause instanceof AccessDeniedException
                ? "Run the agent as root, or give it access."
                : "Check the path, the room left on its file system and the kernel log.";
    }
}
