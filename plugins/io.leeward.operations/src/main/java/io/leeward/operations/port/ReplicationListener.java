package io.leeward.operations.port;

/** Is told what happens in replication. */
@FunctionalInterface
public interface ReplicationListener {
    /** Called on a thread of replication; returns quickly and does not throw. */
    void happened(ReplicationFact fact);
}
