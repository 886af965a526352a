package io.leeward.operations.remote;

import io.leeward.kernel.Issue;

/**
 * Says that an engine did not start; published as a service by the composition root in place of everything else, so
 * that who started the framework can tell a person and end it.
 *
 * @param exitCode that a command line ends with
 * @param sentence what happened, why and what to do, with the code of the issue in brackets
 * @param code of the issue
 * @param message one sentence what happened
 * @param cause why, or empty
 * @param remedy one sentence what to do, or empty
 */
public record EngineFailure(int exitCode, String sentence, String code, String message, String cause, String remedy) {

    /** Tells of an issue. */
    public static EngineFailure of(Issue issue) {
        return new EngineFailure(
                issue.kind().exitCode(),
                issue.sentence(),
                issue.code(),
                issue.message(),
                issue.cause(),
                issue.remedy());
    }

    /** The issue that it tells of. */
    public Issue issue() {
        Issue.Kind kind = Issue.Kind.FAILED;
        for (Issue.Kind each : Issue.Kind.values()) {
            if (each.exitCode() == exitCode) {
                kind = each;
            }
        }
        return new Issue(code, kind, message, cause, remedy);
    }
}
