package io.leeward.configserver.registry;

import java.util.Optional;

/**
 * Private keys of this configuration server: the certificate authority's and its own. Readable by the engine's own user
 * only.
 */
public interface KeyMaterialStore {
    /** The certificate authority; empty before it was made. */
    Optional<KeyMaterial> authority();

    /** Keeps a new certificate authority; false when there is one already, which then stays as it is. */
    boolean createAuthority(KeyMaterial material);

    /** What this server shows to agents and operators; empty before it was made. */
    Optional<KeyMaterial> server();

    /** Keeps what this server shows, in place of what it showed before; a crash leaves the one or the other. */
    void saveServer(KeyMaterial material);
}
