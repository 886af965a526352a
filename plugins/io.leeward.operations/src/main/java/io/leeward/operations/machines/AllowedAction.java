package io.leeward.operations.machines;

import io.leeward.model.Action;
import java.util.Optional;

/**
 * Whether an action may be started now.
 *
 * @param action the action
 * @param reason one sentence why not; empty when it is allowed
 */
public record AllowedAction(Action action, Optional<String> reason) {
    public boolean allowed() {
        return reason.isEmpty();
    }
}
