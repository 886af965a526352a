package io.leeward.replication.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.replication.session.Tokens.Standing;
import org.junit.jupiter.api.Test;

class TokensTest {
    private final Tokens first = Tokens.fresh().offer("t1", Standing.FIRST).kept();

    /** The agent keeps t2, but its word is lost; then the welcome with t3 is lost. It still holds t2. */
    @Test
    void anAgentThatShowedAnOfferedTokenKeepsItsStandingWhenTheNextWelcomeIsLost() {
        Tokens offered = first.offer("t2", Standing.KNOWN);
        assertThat(offered.standing("t2")).isEqualTo(Standing.KNOWN);
        Tokens next = offered.shown("t2").offer("t3", Standing.KNOWN);
        assertThat(next.standing("t2")).isEqualTo(Standing.KNOWN);
        assertThat(next.standing("t3")).isEqualTo(Standing.KNOWN);
    }

    /** Who showed t2 once and shows t1 later was taken back in time in between. */
    @Test
    void theTokenBeforeOneThatWasShownIsStale() {
        Tokens next = first.offer("t2", Standing.KNOWN).shown("t2").offer("t3", Standing.KNOWN);
        assertThat(next.standing("t1")).isEqualTo(Standing.STALE);
    }

    @Test
    void theTokenBeforeOneThatWasNeverShownStillCounts() {
        Tokens next = first.offer("t2", Standing.KNOWN).shown("t1").offer("t3", Standing.KNOWN);
        assertThat(next.standing("t1")).isEqualTo(Standing.KNOWN);
    }

    /** The spool is new; the agent never got what it was offered there and still holds a token of the spool before. */
    @Test
    void aTokenOfTheSpoolBeforeStaysUnknownUntilOneOfThisSpoolWasKept() {
        Tokens fresh = Tokens.fresh();
        assertThat(fresh.standing("before")).isEqualTo(Standing.UNKNOWN);
        Tokens offered = fresh.offer("t1", Standing.UNKNOWN);
        assertThat(offered.standing("before")).isEqualTo(Standing.UNKNOWN);
        assertThat(offered.standing("t1")).isEqualTo(Standing.KNOWN);
        assertThat(offered.kept().standing("before")).isEqualTo(Standing.STALE);
    }
}
