package io.leeward.tutorial;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Where the vault of the demonstration lies: a container of Azurite where that emulator is there, otherwise a folder.
 */
final class VaultPlace implements AutoCloseable {
    private static final Duration STARTING = Duration.ofSeconds(60);
    private static final String ACCOUNT = "devstoreaccount1";

    /** The key that the emulator's documentation gives for its account; it protects nothing. */
    private static final String KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private final Optional<Process> emulator;
    private final String address;
    private final List<String> credentials;

    private VaultPlace(Optional<Process> emulator, String address, List<String> credentials) {
        this.emulator = emulator;
        this.address = address;
        this.credentials = List.copyOf(credentials);
    }

    /**
     * Makes the place.
     *
     * @param azurite command of the emulator's blob service, or empty
     */
    static VaultPlace make(Path work, Optional<String> azurite) throws IOException, InterruptedException {
        if (azurite.isEmpty()) {
            return new VaultPlace(Optional.empty(), "dir:" + work.resolve("vault"), List.of());
        }
        int port = freePort();
        Path log = work.resolve("azurite.log");
        Path data = Files.createDirectories(work.resolve("azurite"));
        Process process = Programs.start(
                List.of(
                        azurite.get(),
                        "--silent",
                        "--skipApiVersionCheck",
                        "--blobHost",
                        "127.0.0.1",
                        "--blobPort",
                        Integer.toString(port),
                        "--location",
                        data.toString()),
                log);
        String endpoint = "http://127.0.0.1:" + port + "/" + ACCOUNT;
        Path connection = work.resolve("azurite.connection");
        Files.writeString(
                connection,
                "DefaultEndpointsProtocol=http;AccountName=" + ACCOUNT + ";AccountKey=" + KEY + ";BlobEndpoint="
                        + endpoint + ";");
        awaitPort(process, port, log);
        return new VaultPlace(
                Optional.of(process),
                "azure:" + endpoint + "/tutorial",
                List.of("--azure-connection-string-file", connection.toString()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(Process process, int port, Path log) throws InterruptedException {
        Instant until = Instant.now().plus(STARTING);
        while (process.isAlive() && Instant.now().isBefore(until)) {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                if (probe.isConnected()) {
                    return;
                }
            } catch (IOException e) {
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
        }
        Programs.stop(process);
        throw new DemoFailure("Azurite did not start: " + Programs.tail(log));
    }

    /** Options of {@code leeward vault create} and {@code attach}. */
    List<String> options() {
        List<String> options = new ArrayList<>(List.of("--store", address));
        options.addAll(credentials);
        return options;
    }

    /** In words. */
    String description() {
        return emulator.isPresent()
                ? "a container of Azurite, the emulator of Azure Blob Storage"
                : "a folder on this machine";
    }

    @Override
    public void close() throws InterruptedException {
        if (emulator.isPresent()) {
            Programs.stop(emulator.get());
        }
    }
}
