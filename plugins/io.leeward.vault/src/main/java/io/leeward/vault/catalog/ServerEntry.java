package io.leeward.vault.catalog;

import io.leeward.model.ServerId;
import java.util.List;

/**
 * A server of Leeward that works with this vault.
 *
 * @param id the server
 * @param role for example {@code process-server}
 * @param addresses where it listens, {@code host:port}
 */
public record ServerEntry(ServerId id, String role, List<String> addresses) {
    public ServerEntry {
        addresses = List.copyOf(addresses);
    }
}
