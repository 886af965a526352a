package io.leeward.operations.servers;

import io.leeward.model.Health;
import io.leeward.model.ServerId;
import java.time.Instant;
import java.util.Optional;

/**
 * A server of Leeward.
 *
 * @param id the server
 * @param role what it does
 * @param name host name
 * @param address where agents reach it, host and port
 * @param health how it is
 * @param detail one sentence about its health, or empty
 * @param lastHeard when it last reported
 * @param spoolBytes data waiting in its spool
 * @param spoolFreeBytes room left for its spool
 */
public record ServerView(
        ServerId id,
        Role role,
        String name,
        String address,
        Health health,
        Optional<String> detail,
        Instant lastHeard,
        long spoolBytes,
        long spoolFreeBytes) {

    /** What a server does. */
    public enum Role {
        CONFIGURATION_SERVER,
        PROCESS_SERVER,
        MASTER_TARGET;

        /** The name used in JSON, for example {@code process-server}. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
        }
    }
}
