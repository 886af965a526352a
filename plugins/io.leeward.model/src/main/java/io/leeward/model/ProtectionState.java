package io.leeward.model;

import io.leeward.kernel.Issue;
import java.util.Optional;

/**
 * Where the protection of a machine stands: the phase and the axes beside it. The phase is changed by
 * {@link Transitions} only.
 *
 * @param phase where the machine stands
 * @param direction which way its data flows
 * @param failure why the phase is not being left as intended; empty when all is well
 * @param resync whether a comparison is due or running
 * @param health what an operator has to think of the machine
 */
public record ProtectionState(Phase phase, Direction direction, Optional<Issue> failure, Resync resync, Health health) {

    /** A machine that has enrolled and is not protected. */
    public static final ProtectionState UNPROTECTED =
            new ProtectionState(Phase.UNPROTECTED, Direction.TO_CLOUD, Optional.empty(), Resync.NONE, Health.NORMAL);

    /** The same phase, not being left because of this issue. */
    public ProtectionState failed(Issue issue) {
        return new ProtectionState(phase, direction, Optional.of(issue), resync, health);
    }

    public ProtectionState withResync(Resync next) {
        return new ProtectionState(phase, direction, failure, next, health);
    }

    public ProtectionState withHealth(Health next) {
        return new ProtectionState(phase, direction, failure, resync, next);
    }
}
