package io.leeward.operations.memory;

import io.leeward.operations.Operations;
import io.leeward.operations.internal.EngineOperations;
import io.leeward.operations.port.EngineSettings;
import io.leeward.operations.port.EnrolmentControl;
import io.leeward.operations.port.NoServers;
import io.leeward.operations.port.ReplicationControl;
import io.leeward.operations.state.MemoryControlState;
import io.leeward.operations.state.MemorySecretStore;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;

/** A whole engine over ports in memory. What it remembers outlives {@link #restart}, as files and databases do. */
public final class MemoryEngine implements AutoCloseable {
    private final MemoryControlState state = new MemoryControlState();
    private final MemorySecretStore secrets = new MemorySecretStore();
    private final MemoryImages images = new MemoryImages();
    private final MemoryEnrolment enrolment = new MemoryEnrolment(state);
    private final MemoryStores stores;
    private final Path data;
    private MemoryReplication replication = new MemoryReplication();
    private EngineOperations operations;

    /** An engine that serves. */
    public MemoryEngine(MemoryStores stores, Path data) {
        this.stores = stores;
        this.data = data;
        operations = serving();
    }

    public Operations operations() {
        return operations;
    }

    public MemoryControlState state() {
        return state;
    }

    public MemoryReplication replication() {
        return replication;
    }

    public MemoryEnrolment enrolment() {
        return enrolment;
    }

    public MemoryImages images() {
        return images;
    }

    public MemoryStores stores() {
        return stores;
    }

    /** Ends the engine and starts it again. */
    public void restart() {
        close();
        replication = new MemoryReplication();
        operations = serving();
    }

    /** Ends the engine and starts it for one command. */
    public void restartLocally(long unsentBytes) {
        close();
        NoServers none = new NoServers(() -> unsentBytes);
        operations = engine(EngineSettings.Mode.LOCAL, none, none);
    }

    @Override
    public void close() {
        try {
            operations.close();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private EngineOperations serving() {
        return engine(EngineSettings.Mode.SERVER, replication, enrolment);
    }

    private EngineOperations engine(EngineSettings.Mode mode, ReplicationControl servers, EnrolmentControl agents) {
        EngineSettings settings = new EngineSettings(mode, data, "127.0.0.1", 0, 0);
        return new EngineOperations(
                new EngineOperations.Ports(settings, state, secrets, stores, servers, agents, images),
                Instant::now,
                System::nanoTime,
                new SecureRandom()::nextBytes);
    }
}
