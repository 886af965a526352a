package io.leeward.tutorial;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Other programs: run to their end within a limit, or started and ended later. */
final class Programs {
    /** Longest run of a program that is waited for, unless a caller says otherwise. */
    static final Duration LIMIT = Duration.ofMinutes(5);

    private static final Duration STOPPING = Duration.ofSeconds(30);

    private Programs() {}

    /**
     * What a program that ended said.
     *
     * @param code exit code
     */
    record Ended(int code, String out, String err) {}

    /** Runs a program to its end. */
    static Ended run(Path folder, List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Path err = Files.createTempFile(folder, "err", ".txt");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
                throw new DemoFailure(command.getFirst() + " did not end within " + LIMIT.toMinutes() + " minutes.");
            }
            return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
        } finally {
            Files.deleteIfExists(out);
            Files.deleteIfExists(err);
        }
    }

    /** Runs a program that has to succeed, and tells what it printed. */
    static String require(Path folder, List<String> command) throws IOException, InterruptedException {
        Ended ended = run(folder, command);
        if (ended.code() != 0) {
            throw new DemoFailure(String.join(" ", command) + " ended with " + ended.code() + ": "
                    + ended.err().strip());
        }
        return ended.out();
    }

    /**
     * Starts a program whose output goes to a file; a file beside that one names its process, for whoever cleans up.
     */
    static Process start(List<String> command, Path output) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        Files.writeString(output.resolveSibling(output.getFileName() + ".pid"), Long.toString(process.pid()));
        return process;
    }

    /** Ends a program in order, and by force when it does not end in time. */
    static void stop(Process process) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOPPING.toMillis(), TimeUnit.MILLISECONDS)) {
            process.destroyForcibly().waitFor();
        }
    }

    /** Whether a command is on the path, or where administrators' commands are. */
    static boolean present(String command) {
        String path = System.getenv().getOrDefault("PATH", "") + ":/usr/sbin:/sbin";
        return Stream.of(path.split(":")).anyMatch(folder -> Files.isExecutable(Path.of(folder, command)));
    }

    /** The end of a file that a program writes to. */
    static String tail(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return text.substring(Math.max(0, text.length() - 2000)).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
