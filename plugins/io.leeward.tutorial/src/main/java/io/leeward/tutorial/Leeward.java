package io.leeward.tutorial;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Leeward as an operator uses it: an engine as a process, commands against it, an agent as a process. */
final class Leeward implements AutoCloseable {
    private static final Duration STARTING = Duration.ofSeconds(90);

    private final Path work;
    private final List<String> leeward;
    private final List<String> agent;
    private final List<Process> started = new ArrayList<>();

    /**
     * Uses these commands.
     *
     * @param work folder that everything is put into
     * @param leeward the command line
     * @param agent the mobility agent
     */
    Leeward(Path work, List<String> leeward, List<String> agent) {
        this.work = work;
        this.leeward = List.copyOf(leeward);
        this.agent = List.copyOf(agent);
    }

    /** Starts an engine on ports that the system chooses; returns its control port once it is up. */
    int startEngine() throws IOException, InterruptedException {
        Path out = work.resolve("engine.out");
        List<String> command = new ArrayList<>(leeward);
        command.addAll(List.of(
                "engine", "run", "--data", data(), "--bind", "127.0.0.1", "--control-port", "0", "--data-port", "0"));
        Process engine = Programs.start(command, out);
        started.add(engine);
        Instant until = Instant.now().plus(STARTING);
        while (engine.isAlive() && Instant.now().isBefore(until)) {
            Matcher ready =
                    Pattern.compile("\\{\"ready\":true.*\"controlPort\":(\\d+)").matcher(Programs.tail(out));
            if (ready.find()) {
                return Integer.parseInt(ready.group(1));
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        throw new DemoFailure("The engine did not start: " + Programs.tail(out));
    }

    /** Starts the console; its engine listens on ports that the system chooses. */
    Process startConsole(String console) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(console)
                .redirectErrorStream(true)
                .redirectOutput(work.resolve("console.out").toFile());
        builder.environment()
                .put(
                        "LEEWARD_JAVA_OPTIONS",
                        "-Dleeward.data=" + data()
                                + " -Dleeward.bind=127.0.0.1 -Dleeward.controlPort=0 -Dleeward.dataPort=0");
        builder.environment().put("LEEWARD_WORKSPACE", work.resolve("workspace").toString());
        Process process = builder.start();
        started.add(process);
        return process;
    }

    /** Waits until the engine inside the console is up; returns its control port. */
    int awaitConsole(Process console) throws IOException {
        Path file = work.resolve("engine/engine.json");
        Instant until = Instant.now().plus(STARTING);
        while (console.isAlive() && Instant.now().isBefore(until)) {
            if (Files.exists(file)) {
                return (int) number(Files.readString(file), "controlPort");
            }
            LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
        }
        throw new DemoFailure("The engine in the console did not start: " + Programs.tail(work.resolve("console.out")));
    }

    /** Ends what still runs, the last started first. */
    void stopAgents() throws InterruptedException {
        close();
        started.clear();
    }

    /** Runs a command that has to succeed; prints it as an operator would type it, and returns what it printed. */
    String run(String... arguments) throws IOException, InterruptedException {
        List<String> given = List.of(arguments);
        System.out.println("    $ leeward " + String.join(" ", given));
        List<String> command = new ArrayList<>(leeward);
        command.addAll(given);
        command.addAll(List.of("--data", data()));
        return Programs.require(work, command);
    }

    /** Runs a command of the agent that has to succeed. */
    void agent(String... arguments) throws IOException, InterruptedException {
        List<String> given = List.of(arguments);
        System.out.println("    $ leeward-agent " + String.join(" ", given));
        List<String> command = new ArrayList<>(agent);
        command.addAll(given);
        command.addAll(List.of("--data", agentData()));
        Programs.require(work, command);
    }

    /** Starts the agent. */
    void startAgent(String... arguments) throws IOException {
        List<String> given = List.of(arguments);
        System.out.println("    $ leeward-agent run " + String.join(" ", given) + " &");
        List<String> command = new ArrayList<>(agent);
        command.add("run");
        command.addAll(given);
        command.addAll(List.of("--data", agentData()));
        started.add(Programs.start(command, work.resolve("agent.out")));
    }

    private String data() {
        return work.resolve("engine").toString();
    }

    private String agentData() {
        return work.resolve("agent").toString();
    }

    /** A text field of a JSON document that was printed. */
    static String field(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*\"([^\"]*)\"").matcher(json);
        if (!found.find()) {
            throw new DemoFailure("The answer has no " + name + ": " + json.strip());
        }
        return found.group(1);
    }

    /** A number of a JSON document that was printed. */
    static long number(String json, String name) {
        Matcher found = Pattern.compile("\"" + name + "\"\\s*:\\s*(\\d+)").matcher(json);
        if (!found.find()) {
            throw new DemoFailure("The answer has no " + name + ": " + json.strip());
        }
        return Long.parseLong(found.group(1));
    }

    /** What is said at the end of the engine's log, for a person who looks for the cause of a failure. */
    String lastWords() throws IOException {
        Path log = work.resolve("engine/logs/engine.log");
        if (!Files.exists(log)) {
            return "";
        }
        try (BufferedReader lines = Files.newBufferedReader(log, StandardCharsets.UTF_8)) {
            return String.join(
                    "\n",
                    lines.lines()
                            .filter(line -> line.contains("WARN") || line.contains("ERROR"))
                            .toList());
        }
    }

    /** Ends agent and engine, in this order. */
    @Override
    public void close() throws InterruptedException {
        for (Process process : started.reversed()) {
            Programs.stop(process);
        }
    }
}
