package io.leeward.vault.catalog;

import io.leeward.model.ReplicationPolicy;
import io.leeward.vault.Vault;

/** The catalog of a vault. */
public final class Catalog {
    private final Shelf<MachineEntry> machines;
    private final Shelf<ReplicationPolicy> policies;
    private final Shelf<GroupEntry> groups;
    private final Shelf<ServerEntry> servers;

    public Catalog(Vault vault) {
        machines = new Shelf<>(vault, "machines", MachineEntry.class);
        policies = new Shelf<>(vault, "policies", ReplicationPolicy.class);
        groups = new Shelf<>(vault, "groups", GroupEntry.class);
        servers = new Shelf<>(vault, "servers", ServerEntry.class);
    }

    /** Protected machines by their identifier. */
    public Shelf<MachineEntry> machines() {
        return machines;
    }

    /** Replication policies by their identifier. */
    public Shelf<ReplicationPolicy> policies() {
        return policies;
    }

    /** Replication groups by their identifier. */
    public Shelf<GroupEntry> groups() {
        return groups;
    }

    /** Servers by their identifier. */
    public Shelf<ServerEntry> servers() {
        return servers;
    }
}
