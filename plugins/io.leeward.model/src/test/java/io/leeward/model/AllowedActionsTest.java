package io.leeward.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.kernel.Issue;
import io.leeward.model.Situation.VaultAccess;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AllowedActionsTest {
    /** Phase, and what it allows with an owned vault, points, a recovery site and no running job. */
    static Stream<Row> table() {
        return Stream.of(
                new Row(Phase.UNPROTECTED, Action.ENABLE_REPLICATION, Action.RECOVER_TO_FILES),
                new Row(Phase.ENABLING, Action.RECOVER_TO_FILES, Action.DISABLE_REPLICATION),
                new Row(
                        Phase.INITIAL_COPY,
                        Action.RECOVER_TO_FILES,
                        Action.RESYNCHRONIZE,
                        Action.TEST_FAILOVER,
                        Action.FAILOVER,
                        Action.DISABLE_REPLICATION),
                new Row(
                        Phase.PROTECTED,
                        Action.CUT_POINT,
                        Action.RECOVER_TO_FILES,
                        Action.RESYNCHRONIZE,
                        Action.TEST_FAILOVER,
                        Action.FAILOVER,
                        Action.DISABLE_REPLICATION),
                new Row(Phase.FAILING_OVER, Action.RECOVER_TO_FILES),
                new Row(Phase.FAILED_OVER, Action.RECOVER_TO_FILES, Action.CHANGE_RECOVERY_POINT, Action.COMMIT),
                new Row(Phase.COMMITTED, Action.RECOVER_TO_FILES, Action.REPROTECT, Action.DISABLE_REPLICATION),
                new Row(Phase.REPROTECTING, Action.RECOVER_TO_FILES, Action.DISABLE_REPLICATION),
                new Row(Phase.DISABLING, Action.RECOVER_TO_FILES));
    }

    record Row(Phase phase, Set<Action> allowed) {
        Row(Phase phase, Action first, Action... more) {
            this(phase, EnumSet.of(first, more));
        }
    }

    @ParameterizedTest
    @MethodSource("table")
    void eachPhaseAllowsExactlyItsActions(Row row) {
        assertThat(allowed(situation(row.phase(), VaultAccess.OWNED, true, true)))
                .isEqualTo(row.allowed());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            initial-copy | CUT_POINT           | db-01 has no recovery point yet; the first one appears when the initial copy is done.
            unprotected  | CUT_POINT           | db-01 is not protected.
            unprotected  | RECOVER_TO_FILES    | db-01 has no recovery point.
            enabling     | ENABLE_REPLICATION  | db-01 is being enabled already.
            protected    | ENABLE_REPLICATION  | db-01 is protected already.
            protected    | COMMIT              | db-01 has not been failed over.
            protected    | FAILBACK            | db-01 is not being replicated from the recovery site to its own.
            failed-over  | REPROTECT           | db-01 has to be committed first.
            failed-over  | DISABLE_REPLICATION | db-01 is failed over and not committed; commit or cancel the failover first.
            committed    | RESYNCHRONIZE       | db-01 runs at the recovery site and is not being replicated.
            disabling    | FAILOVER            | Replication of db-01 is being disabled.
            """)
    void whatIsNotAllowedSaysWhy(String phase, Action action, String reason) {
        Phase in = Stream.of(Phase.values())
                .filter(each -> each.label().equals(phase))
                .findFirst()
                .orElseThrow();
        assertThat(AllowedActions.obstacle(action, situation(in, VaultAccess.OWNED, false, true)))
                .contains(reason);
    }

    @Test
    void withoutAVaultNothingIsAllowed() {
        for (Phase phase : Phase.values()) {
            assertThat(allowed(situation(phase, VaultAccess.NONE, true, true))).isEmpty();
        }
    }

    @Test
    void aVaultOfAnotherEngineCanOnlyBeReadFrom() {
        for (Phase phase : Phase.values()) {
            assertThat(allowed(situation(phase, VaultAccess.READ_ONLY, true, true)))
                    .containsExactly(Action.RECOVER_TO_FILES);
        }
        assertThat(AllowedActions.obstacle(
                        Action.CUT_POINT, situation(Phase.PROTECTED, VaultAccess.READ_ONLY, true, true)))
                .contains("The vault is attached read-only, because another engine owns it.");
    }

    @Test
    void aRunningJobKeepsOtherChangesAway() {
        Situation idle = situation(Phase.PROTECTED, VaultAccess.OWNED, true, true);
        Situation busy = new Situation(
                idle.machine(), true, idle.state(), idle.vault(), true, true, Optional.of("Disable replication"));
        assertThat(allowed(busy)).containsExactlyInAnyOrder(Action.CUT_POINT, Action.RECOVER_TO_FILES);
        assertThat(AllowedActions.obstacle(Action.RESYNCHRONIZE, busy))
                .contains("\"Disable replication\" is running for db-01; wait until it has ended or cancel it.");
    }

    @Test
    void whatFailedMayBeTriedAgain() {
        Issue issue = Issue.of("X", Issue.Kind.FAILED, "It failed.", "");
        assertThat(AllowedActions.obstacle(Action.ENABLE_REPLICATION, failed(Phase.ENABLING, issue)))
                .isEmpty();
        assertThat(AllowedActions.obstacle(Action.DISABLE_REPLICATION, failed(Phase.DISABLING, issue)))
                .isEmpty();
    }

    @Test
    void withoutARecoverySiteThereIsNoFailover() {
        assertThat(AllowedActions.obstacle(Action.FAILOVER, situation(Phase.PROTECTED, VaultAccess.OWNED, true, false)))
                .contains("There is no recovery site that db-01 could be started at.");
    }

    @Test
    void aMachineKnownFromTheVaultAloneCanOnlyBeRecovered() {
        Situation in = new Situation(
                "db-01", false, ProtectionState.UNPROTECTED, VaultAccess.OWNED, true, true, Optional.empty());
        assertThat(allowed(in)).containsExactly(Action.RECOVER_TO_FILES);
        assertThat(AllowedActions.obstacle(Action.ENABLE_REPLICATION, in))
                .contains("db-01 has not enrolled with this engine.");
        assertThat(AllowedActions.obstacle(Action.CUT_POINT, in)).contains("db-01 has not enrolled with this engine.");
    }

    @Test
    void aMachineThatIsReplicatedHomeMayFailBack() {
        ProtectionState home =
                new ProtectionState(Phase.PROTECTED, Direction.TO_SITE, Optional.empty(), Resync.NONE, Health.NORMAL);
        Situation situation = new Situation("db-01", true, home, VaultAccess.OWNED, true, true, Optional.empty());
        assertThat(AllowedActions.obstacle(Action.FAILBACK, situation)).isEmpty();
        assertThat(AllowedActions.obstacle(Action.FAILOVER, situation))
                .contains("db-01 runs at the recovery site; fail it back instead.");
    }

    @Test
    void aComparisonThatRunsIsNotStartedTwice() {
        Resync comparing = new Resync(Resync.State.COMPARING, Optional.of("An operator asked for it."));
        Situation idle = situation(Phase.PROTECTED, VaultAccess.OWNED, true, true);
        Situation busy = new Situation(
                "db-01", true, idle.state().withResync(comparing), VaultAccess.OWNED, true, true, Optional.empty());
        assertThat(AllowedActions.obstacle(Action.RESYNCHRONIZE, busy))
                .contains("db-01 is being compared with the vault already.");
    }

    private static Situation failed(Phase phase, Issue issue) {
        Situation fine = situation(phase, VaultAccess.OWNED, true, true);
        return new Situation(
                "db-01", true, fine.state().failed(issue), VaultAccess.OWNED, true, true, Optional.empty());
    }

    private static Situation situation(Phase phase, VaultAccess vault, boolean points, boolean site) {
        ProtectionState state =
                new ProtectionState(phase, Direction.TO_CLOUD, Optional.empty(), Resync.NONE, Health.NORMAL);
        return new Situation("db-01", true, state, vault, points, site, Optional.empty());
    }

    private static Set<Action> allowed(Situation in) {
        Set<Action> allowed = EnumSet.noneOf(Action.class);
        for (Action action : Action.values()) {
            if (AllowedActions.obstacle(action, in).isEmpty()) {
                allowed.add(action);
            }
        }
        return allowed;
    }
}
