package io.leeward.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeward.kernel.Issue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransitionsTest {
    private static final List<String> LEGAL = List.of(
            "unprotected > enabling",
            "enabling > unprotected",
            "enabling > initial-copy",
            "enabling > disabling",
            "initial-copy > protected",
            "initial-copy > disabling",
            "protected > initial-copy",
            "protected > failing-over",
            "protected > disabling",
            "failing-over > protected",
            "failing-over > failed-over",
            "failed-over > protected",
            "failed-over > failing-over",
            "failed-over > committed",
            "committed > reprotecting",
            "committed > disabling",
            "reprotecting > protected",
            "reprotecting > committed",
            "reprotecting > disabling",
            "disabling > unprotected");

    @Test
    void onlyTheListedMovesAreLegal() {
        List<String> legal = new ArrayList<>();
        for (Phase from : Phase.values()) {
            for (Phase to : Phase.values()) {
                if (Transitions.legal(from, to)) {
                    legal.add(from.label() + " > " + to.label());
                }
            }
        }
        assertThat(legal).containsExactlyElementsOf(LEGAL);
    }

    @Test
    void aMoveThatIsNotLegalIsABug() {
        assertThatThrownBy(() -> Transitions.moveTo(ProtectionState.UNPROTECTED, Phase.COMMITTED, "because"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("unprotected to committed");
    }

    @Test
    void aFailureIsLeftBehindWithItsPhase() {
        ProtectionState failed = in(Phase.ENABLING, Direction.TO_CLOUD)
                .failed(Issue.of("X", Issue.Kind.FAILED, "It failed.", "Try again."));
        PhaseChange change = Transitions.moveTo(failed, Phase.INITIAL_COPY, "The agent began to send.");
        assertThat(change.after().failure()).isEmpty();
        assertThat(change.before()).isEqualTo(failed);
    }

    @Test
    void reprotectingTurnsTheDirectionRoundAndGivingItUpTurnsItBack() {
        ProtectionState committed = in(Phase.COMMITTED, Direction.TO_CLOUD);
        ProtectionState reverse =
                Transitions.moveTo(committed, Phase.REPROTECTING, "asked for").after();
        assertThat(reverse.direction()).isEqualTo(Direction.TO_SITE);
        assertThat(Transitions.moveTo(reverse, Phase.PROTECTED, "done").after().direction())
                .isEqualTo(Direction.TO_SITE);
        assertThat(Transitions.moveTo(reverse, Phase.COMMITTED, "cancelled").after())
                .isEqualTo(committed);
    }

    @Test
    void aPendingComparisonSurvivesFailoverButNotTheEndOfProtection() {
        Resync required = new Resync(Resync.State.REQUIRED, Optional.of("The spool was lost."));
        ProtectionState state = in(Phase.PROTECTED, Direction.TO_CLOUD).withResync(required);
        assertThat(Transitions.moveTo(state, Phase.FAILING_OVER, "asked for")
                        .after()
                        .resync())
                .isEqualTo(required);
        ProtectionState disabling =
                Transitions.moveTo(state, Phase.DISABLING, "asked for").after();
        assertThat(Transitions.moveTo(disabling, Phase.UNPROTECTED, "done").after())
                .isEqualTo(ProtectionState.UNPROTECTED);
    }

    private static ProtectionState in(Phase phase, Direction direction) {
        return new ProtectionState(phase, direction, Optional.empty(), Resync.NONE, Health.NORMAL);
    }
}
