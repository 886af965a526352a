package io.leeward.door;

import io.leeward.configserver.ConfigurationServer;
import io.leeward.configserver.registry.MemoryRegistry;
import io.leeward.door.internal.api.Api;
import io.leeward.door.internal.http.DoorServer;
import io.leeward.model.ServerId;
import io.leeward.operations.memory.MemoryEngine;
import io.leeward.operations.memory.MemoryStores;
import io.leeward.operations.port.EngineSettings;
import io.leeward.operations.remote.RestCalls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/**
 * A real door over an engine whose ports are in memory, with its files in a data folder as a real engine leaves them.
 */
public final class OpenDoor implements AutoCloseable {
    private final MemoryEngine engine;
    private final ConfigurationServer identity;
    private final DoorServer door;
    private final Path data;

    public OpenDoor(Path data) throws IOException {
        this.data = data;
        engine = new MemoryEngine(new MemoryStores(), data);
        MemoryRegistry registry = new MemoryRegistry();
        identity = new ConfigurationServer(
                new ConfigurationServer.Registry(
                        registry, registry, registry, engine.state().machines()),
                new ConfigurationServer.Sources(Instant::now, System::nanoTime, new SecureRandom()),
                new ConfigurationServer.Place(
                        new ServerId("cs-1"),
                        "hq",
                        () -> "hq:8443",
                        () -> new TreeSet<>(List.of("localhost", "127.0.0.1")),
                        client -> List.of("hq:9443")));
        EngineSettings settings = new EngineSettings(EngineSettings.Mode.SERVER, data, "127.0.0.1", 0, 0);
        door = new DoorServer(settings, identity, identity, calls());
        Files.writeString(data.resolve("engine.json"), """
                {"controlPort":%d,"dataPort":9443,"pid":%d,"caFingerprint":"%s","startedAt":"%s"}
                """.formatted(
                        door.number(), ProcessHandle.current().pid(), identity.authorityFingerprint(), Instant.now()));
    }

    public MemoryEngine engine() {
        return engine;
    }

    public ConfigurationServer identity() {
        return identity;
    }

    public int port() {
        return door.number();
    }

    /** The requests without a socket. */
    public RestCalls calls() {
        return new Api(engine.operations());
    }

    /** What operators show. */
    public String token() throws IOException {
        return Files.readString(data.resolve("operator.token")).strip();
    }

    @Override
    public void close() {
        door.close();
        engine.close();
    }
}
