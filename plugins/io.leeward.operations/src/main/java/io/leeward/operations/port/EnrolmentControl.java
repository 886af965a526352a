package io.leeward.operations.port;

import io.leeward.kernel.Outcome;
import io.leeward.model.MachineId;
import io.leeward.operations.servers.RegistrationKey;
import io.leeward.operations.servers.ServerView;
import java.util.List;
import java.util.Optional;

/**
 * Enrolment as operations sees it. Safe for use by many threads. Enrolled machines are found in
 * {@code operations.state}.
 */
public interface EnrolmentControl {
    /** Makes a registration key that is valid for five days; earlier keys stay valid until they expire. */
    Outcome<RegistrationKey> newRegistrationKey();

    /** The configuration servers. Reads memory only. */
    List<ServerView> servers();

    /**
     * What a machine's agent last reported on the control channel; empty when it has not since this engine started.
     * Reads memory only.
     */
    Optional<AgentReport> agent(MachineId machine);
}
