package io.leeward.acceptance;

import io.leeward.door.internal.api.Api;
import io.leeward.door.internal.http.DoorServer;
import io.leeward.engine.EngineAssembly;
import io.leeward.operations.Operations;
import io.leeward.operations.internal.EngineOperations;
import io.leeward.operations.port.EngineSettings;
import java.nio.file.Path;

/** A whole engine in this process, without a framework: the same parts that the framework's components put together. */
final class EngineInProcess implements AutoCloseable {
    private final EngineAssembly assembly;
    private final EngineOperations operations;
    private final DoorServer door;

    EngineInProcess(Path data) {
        this(data, 0, 0);
    }

    EngineInProcess(Path data, int controlPort, int dataPort) {
        EngineSettings settings =
                new EngineSettings(EngineSettings.Mode.SERVER, data, "127.0.0.1", controlPort, dataPort);
        assembly = new EngineAssembly(settings);
        operations = new EngineOperations(
                settings,
                assembly.state(),
                assembly.secrets(),
                assembly.stores(),
                assembly.replication(),
                assembly.enrolment(),
                assembly.images());
        door = new DoorServer(
                settings,
                assembly.identity().orElseThrow(),
                assembly.agentRequests().orElseThrow(),
                new Api(operations));
        assembly.controlPort(door.number());
    }

    Operations operations() {
        return operations;
    }

    String address() {
        return "https://127.0.0.1:" + door.number();
    }

    int controlPort() {
        return door.number();
    }

    int dataPort() {
        return assembly.dataPort().orElseThrow();
    }

    @Override
    public void close() throws Exception {
        door.close();
        operations.close();
        assembly.close();
    }
}
