package io.leeward.configserver.authority;

import java.time.Duration;

/** How long certificates last. */
public final class AuthorityTerms {
    /** Life of the authority's own certificate. */
    public static final Duration AUTHORITY_LIFE = Duration.ofDays(3652);

    /** Life of an agent's certificate; agents renew at two thirds of it. */
    public static final Duration AGENT_LIFE = Duration.ofDays(90);

    /** Life of a server's certificate; made afresh at each start of the engine and at two thirds of it. */
    public static final Duration SERVER_LIFE = Duration.ofDays(365);

    /** How far the clock of a peer may be behind for a fresh certificate to be valid there already. */
    public static final Duration CLOCK_TOLERANCE = Duration.ofDays(1);

    private AuthorityTerms() {}
}
