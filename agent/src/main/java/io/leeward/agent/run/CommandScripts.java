package io.leeward.agent.run;

import io.leeward.capture.port.Scripts;
import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Runs commands with {@code /bin/sh -c}; they see LEEWARD_POINT_ID and LEEWARD_DISKS and write where the agent writes.
 */
final class CommandScripts implements Scripts {
    private static final Duration AROUND_LIMIT = Duration.ofSeconds(60);

    private final Commands commands;
    private final String disks;
    private final Duration frozenLimit;

    /**
     * Commands to be run, if any.
     *
     * @param pre before an application-consistent freeze
     * @param post after it
     * @param onFrozen while frozen
     */
    record Commands(Optional<String> pre, Optional<String> post, Optional<String> onFrozen) {}

    /**
     * Scripts of an agent.
     *
     * @param disks value of LEEWARD_DISKS: {@code path:disk id,...}
     * @param frozenLimit longest run of the command while frozen
     */
    CommandScripts(Commands commands, String disks, Duration frozenLimit) {
        this.commands = commands;
        this.disks = disks;
        this.frozenLimit = frozenLimit;
    }

    @Override
    public Outcome<Ran> before(String point) {
        return commands.pre().map(command -> run(command, point, AROUND_LIMIT)).orElseGet(CommandScripts::none);
    }

    @Override
    public Outcome<Ran> after(String point) {
        return commands.post().map(command -> run(command, point, AROUND_LIMIT)).orElseGet(CommandScripts::none);
    }

    @Override
    public Outcome<Ran> whileFrozen(String point) {
        return commands.onFrozen()
                .map(command -> run(command, point, frozenLimit))
                .orElseGet(() -> Outcome.done(new Ran("")));
    }

    private static Outcome<Ran> none() {
        return Outcome.refused(Issue.of(
                "POINT-NO-SCRIPTS",
                Issue.Kind.NOT_ALLOWED,
                "No application-consistent point was cut: the agent was started without scripts.",
                "Start leeward-agent run with --pre and --post, or ask for a crash-consistent point."));
    }

    private Outcome<Ran> run(String command, String point, Duration limit) {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("LEEWARD_POINT_ID", point);
        builder.environment().put("LEEWARD_DISKS", disks);
        try {
            Process process = builder.start();
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                return failed(command, "it was still running after " + limit.toMillis() + " ms");
            }
            int code = process.exitValue();
            return code == 0 ? Outcome.done(new Ran(command)) : failed(command, "it exited with " + code);
        } catch (IOException e) {
            return failed(command, String.valueOf(e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed(command, "the agent is being stopped");
        }
    }

    private static Outcome<Ran> failed(String command, String why) {
        return Outcome.failed(
                new Issue(
                        "POINT-SCRIPT-FAILED",
                        Issue.Kind.FAILED,
                        "No recovery point was cut: the command \"" + command + "\" did not succeed.",
                        why,
                        "Run the command by hand, mend it, and cut the point again."),
                Outcome.Retry.AFTER_CHANGE);
    }
}
