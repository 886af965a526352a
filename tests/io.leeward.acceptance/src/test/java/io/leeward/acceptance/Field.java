package io.leeward.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Engine, agent and commands of the build as processes of their own, in one folder. */
final class Field implements AutoCloseable {
    private static final Path DIST = Path.of(System.getProperty("leeward.dist"));
    private static final Duration STARTING = Duration.ofSeconds(90);
    private static final Duration COMMAND = Duration.ofMinutes(3);
    private static final ObjectMapper JSON = new ObjectMapper();

    final Path folder;
    final PausingWriter writer;
    private Optional<Process> engine = Optional.empty();
    private Optional<Process> agent = Optional.empty();
    private int controlPort;
    private int dataPort;

    /**
     * What a command that ended said.
     *
     * @param code exit code
     */
    record Ended(int code, String out, String err) {
        JsonNode json() {
            try {
                return JSON.readTree(out);
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + out, e);
            }
        }
    }

    /** Makes a disk of random bytes that is changed all the time. */
    Field(Path folder, int diskBytes) throws IOException {
        this.folder = folder;
        this.writer = new PausingWriter(folder, diskBytes);
    }

    Path data() {
        return folder.resolve("engine");
    }

    Path vault() {
        return folder.resolve("vault");
    }

    /** Starts the engine, on the ports of the one before when there was one, and waits until it is up. */
    void startEngine() throws IOException {
        Path out = folder.resolve("engine.out");
        Files.deleteIfExists(out);
        engine = Optional.of(start(
                out,
                leeward(List.of(
                        "engine",
                        "run",
                        "--bind",
                        "127.0.0.1",
                        "--control-port",
                        Integer.toString(controlPort),
                        "--data-port",
                        Integer.toString(dataPort)))));
        await().atMost(STARTING).until(() -> Files.readString(out).contains("\"ready\":true"));
        JsonNode ready = JSON.readTree(Files.readString(out)
                .lines()
                .filter(line -> line.startsWith("{"))
                .findFirst()
                .orElseThrow());
        controlPort = ready.get("controlPort").asInt();
        dataPort = ready.get("dataPort").asInt();
    }

    /**
     * Creates vault, policy and machine, starts the agent, waits until the machine is protected, and lets the disk
     * change from then on.
     */
    void protect() throws IOException, InterruptedException {
        Path passphrase = secret("passphrase", "correct horse");
        done("vault", "create", "lee", "--store", "dir:" + vault(), "--passphrase-file", passphrase.toString());
        done("policy", "create", "hourly", "--crash-interval", "1h", "--rpo-threshold", "2h");
        done("server", "key", "new", "--out", folder.resolve("key").toString());
        assertThat(enrol(folder.resolve("key")).code()).isZero();
        startAgent();
        done("machine", "protect", "db01", "--policy", "hourly");
        done("machine", "wait", "db01", "--phase", "protected", "--timeout", "2m");
        writer.start();
    }

    Ended enrol(Path keyFile) throws IOException, InterruptedException {
        return run(agent(List.of(
                "enrol",
                "--server",
                "https://127.0.0.1:" + controlPort,
                "--registration-key-file",
                keyFile.toString(),
                "--name",
                "db01",
                "--disk",
                writer.disk().toString())));
    }

    /** Starts the agent; cuts stop the writer and copy the disk while nothing is written. */
    void startAgent() throws IOException {
        agent = Optional.of(start(
                folder.resolve("agent.out"),
                agent(List.of(
                        "run",
                        "--pre",
                        writer.pre().toString(),
                        "--post",
                        writer.post().toString(),
                        "--on-frozen",
                        writer.copy().toString()))));
    }

    void killAgent() throws InterruptedException {
        kill(agent);
    }

    void killEngine() throws InterruptedException {
        kill(engine);
    }

    /** Ends the engine in order. */
    void stopEngine() throws InterruptedException {
        Process process = engine.orElseThrow();
        process.destroy();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }

    private static void kill(Optional<Process> process) throws InterruptedException {
        process.orElseThrow().destroyForcibly();
        process.orElseThrow().waitFor();
    }

    /** Cuts a point as soon as one can be cut, and returns its identifier. */
    String cut() {
        List<Ended> last = new ArrayList<>();
        await().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    Ended ended = leewardRun("machine", "cut", "db01", "--app", "--json");
                    assertThat(ended.code()).as(ended.err()).isZero();
                    last.add(ended);
                });
        assertThat(last.getLast().json().get("state").asText()).isEqualTo("recoverable");
        return last.getLast().json().get("pointId").asText();
    }

    /** Recovers a point and compares every byte with the copy that was taken while nothing was written. */
    void recoversExactly(String point) throws IOException, InterruptedException {
        Path to = folder.resolve("recovered-" + point);
        Ended ended = done("recover", "db01", "--point", point, "--to", to.toString(), "--format", "raw");
        Path file = Path.of(ended.json().get("disks").get(0).get("file").asText());
        assertThat(Files.mismatch(file, writer.copyOf(point))).isEqualTo(-1);
        Files.delete(file);
    }

    /** Runs a command that has to succeed. */
    Ended done(String... arguments) throws IOException, InterruptedException {
        Ended ended = leewardRun(withJson(arguments));
        assertThat(ended.code())
                .as(String.join(" ", arguments) + ": " + ended.err())
                .isZero();
        return ended;
    }

    private static String[] withJson(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        return all.toArray(String[]::new);
    }

    Ended leewardRun(String... arguments) throws IOException, InterruptedException {
        return run(leeward(List.of(arguments)));
    }

    Path secret(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        return file;
    }

    private List<String> leeward(List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dleeward.plugins=" + DIST.resolve("console/plugins"),
                "-cp",
                DIST.resolve("cli/lib") + "/*",
                "io.leeward.cli.Main"));
        command.addAll(arguments);
        command.addAll(List.of("--data", data().toString()));
        return command;
    }

    private List<String> agent(List<String> arguments) {
        List<String> command =
                new ArrayList<>(List.of(DIST.resolve("agent/bin/leeward-agent").toString()));
        command.addAll(arguments);
        command.addAll(List.of("--data", folder.resolve("agent").toString()));
        return command;
    }

    private static Process start(Path out, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(out.toFile()))
                .start();
    }

    private Ended run(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", "");
        Path err = Files.createTempFile(folder, "err", "");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile())
                .start();
        assertThat(process.waitFor(COMMAND.toSeconds(), TimeUnit.SECONDS))
                .as(String.join(" ", command))
                .isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    @Override
    public void close() throws InterruptedException {
        writer.close();
        for (Optional<Process> process : List.of(agent, engine)) {
            if (process.isPresent()) {
                process.get().destroy();
                if (!process.get().waitFor(30, TimeUnit.SECONDS)) {
                    process.get().destroyForcibly().waitFor();
                }
            }
        }
    }
}
