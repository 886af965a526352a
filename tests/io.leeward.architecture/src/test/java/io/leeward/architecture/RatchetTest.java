package io.leeward.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RatchetTest {

    private final Ratchet ratchet = new Ratchet(10, Map.of("old", 20));

    @Test
    void whatIsListedMayStayAsItIs() {
        assertThat(ratchet.violations(Map.of("old", 20, "new", 10))).isEmpty();
    }

    @Test
    void whatIsNotListedKeepsTheLimit() {
        assertThat(ratchet.violations(Map.of("old", 20, "new", 11)))
                .containsExactly("new has 11 where 10 is the limit");
    }

    @Test
    void whatIsListedMayNotGrow() {
        assertThat(ratchet.violations(Map.of("old", 21))).containsExactly("old has 21 where 20 is the limit");
    }

    @Test
    void theListFollowsWhatShrinks() {
        assertThat(ratchet.violations(Map.of("old", 15))).containsExactly("old has shrunk to 15: lower it in the list");
        assertThat(ratchet.violations(Map.of("old", 9)))
                .containsExactly("old keeps the limit now: take it off the list");
        assertThat(ratchet.violations(Map.of())).containsExactly("old keeps the limit now: take it off the list");
    }
}
