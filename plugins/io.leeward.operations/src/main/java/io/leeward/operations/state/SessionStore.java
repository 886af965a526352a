package io.leeward.operations.state;

import io.leeward.model.MachineId;
import java.util.Optional;

/** Session state of machines: one record for each machine that has said hello. */
public interface SessionStore {
    Optional<Versioned<SessionRecord>> find(MachineId machine);

    /**
     * Adds the state of a machine's first session; {@code Taken} when there is one, {@code Stale} when there is no such
     * machine.
     */
    SaveResult insert(SessionRecord session);

    SaveResult update(SessionRecord session, long version);
}
