package io.leeward.store.control;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Issue.Kind;
import io.leeward.kernel.IssueException;
import java.nio.file.Path;
import java.sql.SQLException;
import org.h2.api.ErrorCode;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.MVStoreException;

/** What a failure of the control store means and what to do. */
final class ControlIssues {
    private static final String REPLACE = "Restore the file from a backup, or set it aside and attach the vault again:"
            + " recovery points are in the vault; policies and enrolments are made anew.";

    private ControlIssues() {}

    /** A statement that failed on an open store. */
    static IssueException failed(SQLException failure) {
        Issue issue = Issue.of(
                        "CONTROL-STORE-FAILED",
                        Kind.FAILED,
                        "The control store did not do what was asked.",
                        "Check the room and the health of the disk that the data folder is on, then start the engine again.")
                .because(sentence(deepest(failure)));
        return new IssueException(issue, failure);
    }

    /** A store that could not be opened. */
    static IssueException unopened(Path file, SQLException failure) {
        if (failure.getErrorCode() == ErrorCode.DATABASE_ALREADY_OPEN_1
                || storeError(failure) == DataUtils.ERROR_FILE_LOCKED) {
            return inUse(file);
        }
        if (damaged(failure)) {
            return new IssueException(damage(file, sentence(deepest(failure))), failure);
        }
        Issue issue = Issue.of(
                        "CONTROL-STORE-UNOPENED",
                        Kind.FAILED,
                        "The control store " + file + " could not be opened.",
                        "Check the room, the permissions and the health of the disk that it is on.")
                .because(sentence(deepest(failure)));
        return new IssueException(issue, failure);
    }

    static IssueException inUse(Path file) {
        return new IssueException(Issue.of(
                        "CONTROL-STORE-IN-USE",
                        Kind.NOT_ALLOWED,
                        "The control store " + file + " is in use.",
                        "End the other engine, or give this one another data folder.")
                .because("Another process has it open."));
    }

    static Issue damage(Path file, String cause) {
        return Issue.of("CONTROL-STORE-DAMAGED", Kind.FAILED, "The control store " + file + " is damaged.", REPLACE)
                .because(cause);
    }

    static IssueException newer(Path file, int found, int known) {
        return new IssueException(Issue.of(
                        "CONTROL-STORE-NEWER",
                        Kind.FAILED,
                        "The control store " + file + " cannot be used by this version of Leeward.",
                        "Use the version that wrote it, or a newer one.")
                .because("Its schema has version " + found + "; the newest known here is " + known + "."));
    }

    private static boolean damaged(SQLException failure) {
        int code = failure.getErrorCode();
        int store = storeError(failure);
        return code == ErrorCode.FILE_CORRUPTED_1
                || code == ErrorCode.FILE_VERSION_ERROR_1
                || store == DataUtils.ERROR_FILE_CORRUPT
                || store == DataUtils.ERROR_UNSUPPORTED_FORMAT
                || store == DataUtils.ERROR_CHUNK_NOT_FOUND;
    }

    private static int storeError(Throwable failure) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (at instanceof MVStoreException store) {
                return store.getErrorCode();
            }
        }
        return -1;
    }

    private static Throwable deepest(Throwable failure) {
        Throwable at = failure;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return at;
    }

    /** The first line of what a library says, without the number and the statement that it adds. */
    private static String sentence(Throwable failure) {
        String text = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return text.lines().findFirst().orElse(text).replaceAll("; SQL statement:.*|\\s*\\[\\d+[-\\d./]*]", "") + ".";
    }
}
