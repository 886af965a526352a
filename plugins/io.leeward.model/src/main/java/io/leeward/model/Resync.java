package io.leeward.model;

import java.util.Optional;

/**
 * Whether the copy of a machine has to be compared with its disks again.
 *
 * @param state what is the case
 * @param reason why, in one sentence; present unless the state is {@link State#NONE}
 */
public record Resync(State state, Optional<String> reason) {
    public static final Resync NONE = new Resync(State.NONE, Optional.empty());

    /** Steps of a resynchronization. */
    public enum State {
        NONE,
        REQUIRED,
        COMPARING
    }

    public Resync {
        if ((state == State.NONE) == reason.isPresent()) {
            throw new IllegalArgumentException("resynchronization " + state + " with reason " + reason);
        }
    }
}
