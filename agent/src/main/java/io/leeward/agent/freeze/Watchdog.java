package io.leeward.agent.freeze;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * A process of its own that thaws file systems when its time has come, whatever has become of the agent. It is started
 * before the first freeze, because a process may not be able to start once its file system is frozen, and ignores the
 * signals that end the agent.
 */
final class Watchdog {
    static final Watchdog NONE = new Watchdog(Optional.empty());

    private static final String SCRIPT =
            "trap '' TERM INT HUP; echo ready; exec >/dev/null; sleep \"$0\"; for m in \"$@\"; do fsfreeze -u \"$m\"; done";

    private final Optional<Process> process;

    private Watchdog(Optional<Process> process) {
        this.process = process;
    }

    static Watchdog start(List<Path> folders, Duration limit) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", SCRIPT));
        command.add(String.format(Locale.ROOT, "%.3f", limit.toMillis() / 1000.0));
        folders.forEach(folder -> command.add(folder.toString()));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .start();
            if (process.inputReader().readLine() == null) {
                throw new IOException("it ended at once");
            }
            return new Watchdog(Optional.of(process));
        } catch (IOException e) {
            throw new IssueException(
                    new Issue(
                            "FREEZE-WATCHDOG",
                            Issue.Kind.FAILED,
                            "No recovery point was cut: the watchdog that thaws file systems could not be started.",
                            String.valueOf(e.getMessage()),
                            "Install util-linux and coreutils, and see that the machine has memory and processes left."),
                    e);
        }
    }

    void stop() {
        process.ifPresent(running -> {
            // The shell first: it would take the end of its sleep for the end of the time, and thaw what others froze.
            List<ProcessHandle> sleeping = running.descendants().toList();
            running.destroyForcibly();
            sleeping.forEach(ProcessHandle::destroyForcibly);
        });
    }
}
