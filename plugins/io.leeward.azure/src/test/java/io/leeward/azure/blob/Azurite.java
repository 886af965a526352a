package io.leeward.azure.blob;

import io.leeward.kernel.Secret;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A real Azurite on a free port, with its data in a folder. It is found through LEEWARD_AZURITE, or in the cache of the
 * build.
 */
final class Azurite implements AutoCloseable {
    static final String ACCOUNT = "devstoreaccount1";

    /** The key that every Azurite has. */
    private static final String KEY =
            "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private static final Pattern LISTENING = Pattern.compile("listens on http://127\\.0\\.0\\.1:(\\d+)");
    private static final long START_SECONDS = 60;
    private static final long END_SECONDS = 20;

    private final Process process;
    private final int port;

    private Azurite(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static Azurite start(Path folder) throws Exception {
        Path program = program();
        if (!Files.isRegularFile(program)) {
            throw new IllegalStateException("There is no Azurite at " + program + "; releng/verify installs it.");
        }
        Process process = new ProcessBuilder(
                        program.toString(),
                        "-l",
                        folder.toString(),
                        "--skipApiVersionCheck",
                        "--disableTelemetry",
                        "--blobHost",
                        "127.0.0.1",
                        "--blobPort",
                        "0")
                .redirectErrorStream(true)
                .start();
        CompletableFuture<Integer> port = new CompletableFuture<>();
        Thread.ofPlatform().daemon().name("azurite-output").start(() -> follow(process, port));
        try {
            return new Azurite(process, port.get(START_SECONDS, TimeUnit.SECONDS));
        } catch (Exception e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static Path program() {
        String named = System.getenv("LEEWARD_AZURITE");
        if (named != null) {
            return Path.of(named);
        }
        String cache = System.getenv("LEEWARD_CACHE");
        Path root = cache == null ? Path.of(System.getProperty("user.home"), ".cache", "leeward") : Path.of(cache);
        return root.resolve("azurite/node_modules/.bin/azurite-blob");
    }

    private static void follow(Process process, CompletableFuture<Integer> port) {
        try (BufferedReader output = process.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                Matcher matcher = LISTENING.matcher(line);
                if (matcher.find()) {
                    port.complete(Integer.parseInt(matcher.group(1)));
                }
            }
            port.completeExceptionally(new IOException("Azurite ended"));
        } catch (IOException e) {
            port.completeExceptionally(e);
        }
    }

    int port() {
        return port;
    }

    URI container(String name) {
        return container(name, port);
    }

    /** The address of a container as reached through another port. */
    static URI container(String name, int port) {
        return URI.create("http://127.0.0.1:" + port + "/" + ACCOUNT + "/" + name);
    }

    static Secret connectionString() {
        return Secret.ofText("DefaultEndpointsProtocol=http;AccountName=" + ACCOUNT + ";AccountKey=" + KEY + ";");
    }

    static Secret wrongConnectionString() {
        return Secret.ofText("AccountName=" + ACCOUNT + ";AccountKey=" + "A".repeat(86) + "==");
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit()
                .completeOnTimeout(process, END_SECONDS, TimeUnit.SECONDS)
                .join();
        process.destroyForcibly();
    }
}
