package io.leeward.store.file;

import io.leeward.kernel.ByteSize;
import io.leeward.kernel.Issue;
import io.leeward.kernel.Issue.Kind;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;

/** Says what a failure of the file system means and what to do. */
public final class FileIssues {
    /** With less room than this a failure whose text is not known is taken for a full disk. */
    private static final long NEXT_TO_NOTHING_BYTES = ByteSize.MIB;

    private FileIssues() {}

    /**
     * The issue behind a failure.
     *
     * @param doing what was tried, to follow {@code Could not}, for example {@code write /data/spool/1.seg}
     * @param path the file or folder that it was tried on
     */
    public static Issue of(String doing, Path path, IOException failure) {
        String message = "Could not " + doing + ".";
        if (failure instanceof ClosedByInterruptException) {
            return Issue.of("FILE-INTERRUPTED", Kind.FAILED, message, "Try again.")
                    .because("The work was interrupted.");
        }
        if (failure instanceof AccessDeniedException) {
            return Issue.of(
                            "FILE-DENIED",
                            Kind.FAILED,
                            message,
                            "Give the user that runs Leeward access to " + path + ".")
                    .because("Access is denied.");
        }
        if (failure instanceof NoSuchFileException || failure instanceof NotDirectoryException) {
            return Issue.of(
                            "FILE-MISSING",
                            Kind.NOT_FOUND,
                            message,
                            "Check the path, and that its file system is mounted.")
                    .because(failure.getMessage() + " does not exist.");
        }
        if (readOnly(path, failure)) {
            return Issue.of("FILE-READ-ONLY", Kind.FAILED, message, "Mount the file system of " + path + " writable.")
                    .because("The file system is read-only.");
        }
        if (full(path, failure)) {
            return Issue.of("FILE-SYSTEM-FULL", Kind.FAILED, message, "Make room on the file system of " + path + ".")
                    .because("The file system is full or the quota is used up.");
        }
        return Issue.of("FILE-FAILED", Kind.FAILED, message, "Check the disk and the kernel log of this machine.")
                .because(reason(failure) + ".");
    }

    private static boolean readOnly(Path path, IOException failure) {
        return reason(failure).contains("Read-only file system") || probe(path, store -> store.isReadOnly());
    }

    private static boolean full(Path path, IOException failure) {
        String reason = reason(failure);
        return reason.contains("No space left")
                || reason.contains("quota exceeded")
                || probe(path, store -> store.getUsableSpace() < NEXT_TO_NOTHING_BYTES);
    }

    private interface Probe {
        boolean test(java.nio.file.FileStore store) throws IOException;
    }

    private static boolean probe(Path path, Probe probe) {
        for (Path at = path.toAbsolutePath(); at != null; at = at.getParent()) {
            if (Files.exists(at)) {
                try {
                    return probe.test(Files.getFileStore(at));
                } catch (IOException e) {
                    return false;
                }
            }
        }
        return false;
    }

    private static String reason(IOException failure) {
        String text = failure instanceof FileSystemException system && system.getReason() != null
                ? system.getReason()
                : failure.getMessage();
        return text == null ? failure.getClass().getSimpleName() : text;
    }
}
