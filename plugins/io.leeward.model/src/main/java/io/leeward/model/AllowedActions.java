package io.leeward.model;

import java.util.Optional;

/** Which actions a machine allows now, and in one sentence why it does not allow the others. */
public final class AllowedActions {
    private AllowedActions() {}

    /** One sentence why the action may not be started, or empty when it may. */
    public static Optional<String> obstacle(Action action, Situation in) {
        return switch (action) {
            case ENABLE_REPLICATION -> first(ownedVault(in), enrolled(in), enable(in), idle(in));
            case CUT_POINT -> first(ownedVault(in), replicating(in), pastInitialCopy(in));
            case RECOVER_TO_FILES -> first(anyVault(in), point(in));
            case RESYNCHRONIZE -> first(ownedVault(in), replicating(in), notComparing(in), idle(in));
            case TEST_FAILOVER, FAILOVER -> first(ownedVault(in), atHome(in), point(in), site(in), idle(in));
            case CLEAN_UP_TEST -> no(in, "has no test failover to clean up.");
            case CHANGE_RECOVERY_POINT, COMMIT -> first(ownedVault(in), commitPending(in), idle(in));
            case REPROTECT -> first(ownedVault(in), committed(in), idle(in));
            case FAILBACK -> first(ownedVault(in), replicatingHome(in), point(in), idle(in));
            case DISABLE_REPLICATION -> first(ownedVault(in), disable(in), idle(in));
        };
    }

    private static Optional<String> anyVault(Situation in) {
        return in.vault() == Situation.VaultAccess.NONE
                ? Optional.of("No vault is attached; create or attach one first.")
                : Optional.empty();
    }

    private static Optional<String> ownedVault(Situation in) {
        return in.vault() == Situation.VaultAccess.READ_ONLY
                ? Optional.of("The vault is attached read-only, because another engine owns it.")
                : anyVault(in);
    }

    private static Optional<String> enrolled(Situation in) {
        return in.enrolled() ? Optional.empty() : no(in, "has not enrolled with this engine.");
    }

    private static Optional<String> idle(Situation in) {
        return in.runningJob()
                .map(job ->
                        "\"" + job + "\" is running for " + in.machine() + "; wait until it has ended or cancel it.");
    }

    private static Optional<String> enable(Situation in) {
        return switch (in.state().phase()) {
            case UNPROTECTED -> Optional.empty();
            case ENABLING -> in.state().failure().isPresent() ? Optional.empty() : no(in, "is being enabled already.");
            case INITIAL_COPY, PROTECTED -> no(in, "is protected already.");
            case FAILING_OVER, FAILED_OVER, COMMITTED, REPROTECTING ->
                no(in, "runs at the recovery site or is on its way there; re-protect it instead.");
            case DISABLING -> disabling(in);
        };
    }

    private static Optional<String> replicating(Situation in) {
        return switch (in.state().phase()) {
            case INITIAL_COPY, PROTECTED -> Optional.empty();
            case UNPROTECTED -> unprotected(in);
            case ENABLING -> no(in, "is still being enabled.");
            case FAILING_OVER -> no(in, "is being failed over.");
            case FAILED_OVER, COMMITTED -> no(in, "runs at the recovery site and is not being replicated.");
            case REPROTECTING -> no(in, "is being re-protected.");
            case DISABLING -> disabling(in);
        };
    }

    private static Optional<String> pastInitialCopy(Situation in) {
        return in.state().phase() == Phase.INITIAL_COPY ? noPointYet(in) : Optional.empty();
    }

    private static Optional<String> notComparing(Situation in) {
        return in.state().resync().state() == Resync.State.COMPARING
                ? no(in, "is being compared with the vault already.")
                : Optional.empty();
    }

    private static Optional<String> point(Situation in) {
        if (in.hasPoints()) {
            return Optional.empty();
        }
        return switch (in.state().phase()) {
            case ENABLING, INITIAL_COPY, PROTECTED -> noPointYet(in);
            case UNPROTECTED, FAILING_OVER, FAILED_OVER, COMMITTED, REPROTECTING, DISABLING ->
                no(in, "has no recovery point.");
        };
    }

    private static Optional<String> noPointYet(Situation in) {
        return no(in, "has no recovery point yet; the first one appears when the initial copy is done.");
    }

    private static Optional<String> atHome(Situation in) {
        return switch (in.state().phase()) {
            case INITIAL_COPY, PROTECTED ->
                in.state().direction() == Direction.TO_CLOUD
                        ? Optional.empty()
                        : no(in, "runs at the recovery site; fail it back instead.");
            case UNPROTECTED -> unprotected(in);
            case ENABLING -> noPointYet(in);
            case FAILING_OVER -> no(in, "is being failed over already.");
            case FAILED_OVER, COMMITTED, REPROTECTING -> no(in, "has been failed over already.");
            case DISABLING -> disabling(in);
        };
    }

    private static Optional<String> site(Situation in) {
        return in.recoverySite()
                ? Optional.empty()
                : Optional.of("There is no recovery site that " + in.machine() + " could be started at.");
    }

    private static Optional<String> commitPending(Situation in) {
        return switch (in.state().phase()) {
            case FAILED_OVER -> Optional.empty();
            case COMMITTED, REPROTECTING -> no(in, "is committed already.");
            case FAILING_OVER -> no(in, "is still being failed over.");
            case UNPROTECTED, ENABLING, INITIAL_COPY, PROTECTED, DISABLING -> no(in, "has not been failed over.");
        };
    }

    private static Optional<String> committed(Situation in) {
        return switch (in.state().phase()) {
            case COMMITTED -> Optional.empty();
            case REPROTECTING -> no(in, "is being re-protected already.");
            case FAILED_OVER -> no(in, "has to be committed first.");
            case FAILING_OVER -> no(in, "is still being failed over.");
            case UNPROTECTED, ENABLING, INITIAL_COPY, PROTECTED, DISABLING -> no(in, "has not been failed over.");
        };
    }

    private static Optional<String> replicatingHome(Situation in) {
        boolean home = in.state().phase() == Phase.PROTECTED && in.state().direction() == Direction.TO_SITE;
        return home ? Optional.empty() : no(in, "is not being replicated from the recovery site to its own.");
    }

    private static Optional<String> disable(Situation in) {
        return switch (in.state().phase()) {
            case UNPROTECTED -> unprotected(in);
            case ENABLING, INITIAL_COPY, PROTECTED, COMMITTED, REPROTECTING -> Optional.empty();
            case FAILING_OVER -> no(in, "is being failed over.");
            case FAILED_OVER -> no(in, "is failed over and not committed; commit or cancel the failover first.");
            case DISABLING -> in.state().failure().isPresent() ? Optional.empty() : disabling(in);
        };
    }

    private static Optional<String> unprotected(Situation in) {
        return in.enrolled() ? no(in, "is not protected.") : enrolled(in);
    }

    private static Optional<String> disabling(Situation in) {
        return Optional.of("Replication of " + in.machine() + " is being disabled.");
    }

    private static Optional<String> no(Situation in, String predicate) {
        return Optional.of(in.machine() + " " + predicate);
    }

    @SafeVarargs
    private static Optional<String> first(Optional<String>... obstacles) {
        for (Optional<String> obstacle : obstacles) {
            if (obstacle.isPresent()) {
                return obstacle;
            }
        }
        return Optional.empty();
    }
}
