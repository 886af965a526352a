package io.leeward.model;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** Which phase may follow which. */
public final class Transitions {
    private Transitions() {}

    /** Phases that may directly follow a phase. */
    public static Set<Phase> after(Phase phase) {
        return switch (phase) {
            case UNPROTECTED -> EnumSet.of(Phase.ENABLING);
            case ENABLING -> EnumSet.of(Phase.INITIAL_COPY, Phase.UNPROTECTED, Phase.DISABLING);
            case INITIAL_COPY -> EnumSet.of(Phase.PROTECTED, Phase.DISABLING);
            // A machine whose vault holds nothing of it any more starts with another initial copy.
            case PROTECTED -> EnumSet.of(Phase.FAILING_OVER, Phase.INITIAL_COPY, Phase.DISABLING);
            // Back to protected when replication had not been stopped yet.
            case FAILING_OVER -> EnumSet.of(Phase.FAILED_OVER, Phase.PROTECTED);
            // Failing over once more is how the recovery point is changed.
            case FAILED_OVER -> EnumSet.of(Phase.COMMITTED, Phase.FAILING_OVER, Phase.PROTECTED);
            case COMMITTED -> EnumSet.of(Phase.REPROTECTING, Phase.DISABLING);
            case REPROTECTING -> EnumSet.of(Phase.PROTECTED, Phase.COMMITTED, Phase.DISABLING);
            case DISABLING -> EnumSet.of(Phase.UNPROTECTED);
        };
    }

    /** Whether {@code next} may directly follow {@code phase}. */
    public static boolean legal(Phase phase, Phase next) {
        return after(phase).contains(next);
    }

    /**
     * Moves to the next phase. A failure belongs to the phase that it happened in and is left behind; a pending
     * comparison too, when protection begins or ends.
     *
     * @throws IllegalStateException when the move is not legal: the caller has to ask first
     */
    public static PhaseChange moveTo(ProtectionState state, Phase next, String reason) {
        if (!legal(state.phase(), next)) {
            throw new IllegalStateException(
                    "no move from " + state.phase().label() + " to " + next.label() + ": " + reason);
        }
        boolean fresh = next == Phase.UNPROTECTED || next == Phase.ENABLING || next == Phase.INITIAL_COPY;
        ProtectionState after = new ProtectionState(
                next, direction(state, next), Optional.empty(), fresh ? Resync.NONE : state.resync(), state.health());
        return new PhaseChange(state, after, reason);
    }

    private static Direction direction(ProtectionState state, Phase next) {
        if (next == Phase.UNPROTECTED || next == Phase.ENABLING) {
            return Direction.TO_CLOUD;
        }
        if (state.phase() == Phase.COMMITTED && next == Phase.REPROTECTING) {
            return opposite(state.direction());
        }
        if (state.phase() == Phase.REPROTECTING && next == Phase.COMMITTED) {
            return opposite(state.direction());
        }
        return state.direction();
    }

    private static Direction opposite(Direction direction) {
        return switch (direction) {
            case TO_CLOUD -> Direction.TO_SITE;
            case TO_SITE -> Direction.TO_CLOUD;
        };
    }
}
