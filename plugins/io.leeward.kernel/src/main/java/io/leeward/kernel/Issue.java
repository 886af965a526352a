package io.leeward.kernel;

import java.util.Objects;

/**
 * Something that went wrong, told to a person: what happened, why, and what to do.
 *
 * @param code stable identifier such as {@code VAULT-WRONG-PASSPHRASE}; upper case, digits and hyphens
 * @param kind class of the problem; decides the exit code and the HTTP status
 * @param message one sentence: what happened and what it means
 * @param cause one sentence why, or empty when the message says it all
 * @param remedy one sentence what to do, or empty when nothing can be done
 */
public record Issue(String code, Kind kind, String message, String cause, String remedy) {

    /** Classes of problems, with the exit code that the command line gives for each. */
    public enum Kind {
        /** The work was tried and did not succeed. */
        FAILED(1),
        /** The request itself is malformed. */
        USAGE(2),
        /** The present state does not allow the action. */
        NOT_ALLOWED(3),
        /** What was named does not exist. */
        NOT_FOUND(4),
        /** A needed store, server or agent did not answer. */
        NOT_REACHABLE(5),
        /** Passphrase, key, token or certificate were not accepted. */
        WRONG_CREDENTIALS(6);

        private final int exitCode;

        Kind(int exitCode) {
            this.exitCode = exitCode;
        }

        /** Exit code of the command line for this class. */
        public int exitCode() {
            return exitCode;
        }
    }

    public Issue {
        Objects.requireNonNull(kind, "kind");
        if (!code.matches("[A-Z][A-Z0-9-]*")) {
            throw new IllegalArgumentException("issue code " + code);
        }
        if (message.isBlank()) {
            throw new IllegalArgumentException("issue without message");
        }
        Objects.requireNonNull(cause, "cause");
        Objects.requireNonNull(remedy, "remedy");
    }

    /** An issue without a separate cause. */
    public static Issue of(String code, Kind kind, String message, String remedy) {
        return new Issue(code, kind, message, "", remedy);
    }

    /** This issue with the given cause. */
    public Issue because(String why) {
        return new Issue(code, kind, message, why, remedy);
    }

    /** All parts as one paragraph, ending with the code in brackets. */
    public String sentence() {
        StringBuilder text = new StringBuilder(message);
        if (!cause.isEmpty()) {
            text.append(" Cause: ").append(cause);
        }
        if (!remedy.isEmpty()) {
            text.append(" Remedy: ").append(remedy);
        }
        return text.append(" [").append(code).append(']').toString();
    }
}
