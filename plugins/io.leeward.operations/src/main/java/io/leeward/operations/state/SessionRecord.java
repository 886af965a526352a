package io.leeward.operations.state;

import io.leeward.kernel.Issue;
import io.leeward.model.MachineId;
import java.util.List;
import java.util.Optional;

/**
 * What tells a machine from its copies and from its own past: the tokens of its data sessions. Kept apart from
 * {@link MachineRecord}, because each hello changes it.
 *
 * @param machine the machine
 * @param incarnation of the agent that the tokens were given to; 64 hexadecimal digits
 * @param tokens tokens that are remembered, newest last, at most {@link #MOST_TOKENS}
 * @param halted why no session is accepted until a person decides; empty while sessions are
 */
public record SessionRecord(MachineId machine, String incarnation, List<Token> tokens, Optional<Issue> halted) {
    /** Tokens remembered at most; the oldest superseded ones are forgotten first. */
    public static final int MOST_TOKENS = 16;

    /** How far a token has come. */
    public enum Use {
        /** Sent in a welcome; whether the agent kept it is not known. */
        OFFERED,
        /** The agent confirmed that it keeps this token: the next hello shows it. */
        KEPT,
        /** A later token took its place; a hello that shows it comes from the past. */
        SUPERSEDED
    }

    /**
     * A token.
     *
     * @param value 64 hexadecimal digits
     * @param use how far it has come
     */
    public record Token(String value, Use use) {
        public Token {
            if (!value.matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("not a session token");
            }
        }

        /** Tokens are not shown. */
        @Override
        public String toString() {
            return "Token[***, " + use + "]";
        }
    }

    public SessionRecord {
        tokens = List.copyOf(tokens);
        if (!incarnation.matches("[0-9a-f]{64}")) {
            throw new IllegalArgumentException("incarnation of machine " + machine);
        }
        if (tokens.size() > MOST_TOKENS) {
            throw new IllegalArgumentException(tokens.size() + " session tokens");
        }
    }
}
