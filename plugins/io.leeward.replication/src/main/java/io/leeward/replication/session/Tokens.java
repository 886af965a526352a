package io.leeward.replication.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The tokens that tell an agent from an earlier state of itself. Each welcome offers a new one, which the agent keeps
 * durably and shows in its next hello; until it says so, the one before counts as well, because the welcome may have
 * been lost.
 *
 * @param confirmed the newest token that an agent said it keeps
 * @param offered sent in the newest welcome and not yet confirmed
 * @param superseded newest tokens of agents that spoke before an older state of them came back, oldest first
 */
public record Tokens(Optional<String> confirmed, Optional<String> offered, List<String> superseded) {
    /** Bytes of a token. */
    public static final int BYTES = 32;
    /** Most superseded tokens that are remembered. */
    public static final int REMEMBERED = 16;
    /** What an agent shows before it was given a token. */
    public static final String NONE = "0".repeat(2 * BYTES);

    private static final Tokens FRESH = new Tokens(Optional.empty(), Optional.empty(), List.of());

    /** How an agent's token stands to what this server remembers. */
    public enum Standing {
        /** The agent has no token, and this server knows of none that was ever kept. */
        FIRST,
        /** The newest, or the one before when the newest may not have arrived. */
        KNOWN,
        /** The agent has a token, and this server's spool is new: it knows of none that was ever kept. */
        UNKNOWN,
        /** Older than the newest, or forgotten by the agent: the agent was taken back in time. */
        STALE,
        /** The agent that spoke before its older state came back: there are two. */
        SUPERSEDED
    }

    public Tokens {
        superseded = List.copyOf(superseded);
    }

    /** Before the first welcome. */
    public static Tokens fresh() {
        return FRESH;
    }

    /** How the token that an agent presents (hexadecimal digits) stands. */
    public Standing standing(String presented) {
        boolean remembers = confirmed.isPresent() || !superseded.isEmpty();
        if (presented.equals(NONE)) {
            return remembers ? Standing.STALE : Standing.FIRST;
        }
        if (confirmed.filter(presented::equals).isPresent()
                || offered.filter(presented::equals).isPresent()) {
            return Standing.KNOWN;
        }
        if (superseded.contains(presented)) {
            return Standing.SUPERSEDED;
        }
        return remembers ? Standing.STALE : Standing.UNKNOWN;
    }

    /** After an agent presented this token: one that was offered was kept, even when that was never heard. */
    public Tokens shown(String presented) {
        return offered.filter(presented::equals).isPresent() ? kept() : this;
    }

    /** After a new token was offered to an agent of this standing. */
    public Tokens offer(String token, Standing standing) {
        if (standing != Standing.STALE) {
            return new Tokens(confirmed, Optional.of(token), superseded);
        }
        List<String> gone = new ArrayList<>(superseded);
        confirmed.ifPresent(gone::add);
        offered.ifPresent(gone::add);
        List<String> kept = gone.subList(Math.max(0, gone.size() - REMEMBERED), gone.size());
        return new Tokens(Optional.empty(), Optional.of(token), kept);
    }

    /** After the agent said that the offered token is durable. */
    public Tokens kept() {
        return new Tokens(offered.or(() -> confirmed), Optional.empty(), superseded);
    }

    /** After a person decided that the next agent to speak is the right one. */
    public Tokens trusted() {
        return new Tokens(confirmed, offered, List.of());
    }
}
