package io.leeward.agent.command;

import io.leeward.agent.folder.DataFolder;
import io.leeward.agent.run.RunSettings;
import io.leeward.agent.run.RunningAgent;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code leeward-agent run}. */
@Command(name = "run", description = "Replicates until it is told to stop (SIGTERM).", mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {
    private static final Logger LOG = LoggerFactory.getLogger(RunCommand.class);
    private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)");
    private static final Duration LONGEST_FREEZE = Duration.ofMinutes(5);

    @Mixin
    private DataOption data;

    @Option(
            names = "--freeze-limit",
            paramLabel = "TIME",
            defaultValue = "10s",
            description =
                    "Longest time for which file systems may be frozen, for example 800ms or 10s (default: ${DEFAULT-VALUE}).")
    private String freezeLimit;

    @Option(
            names = "--pre",
            paramLabel = "CMD",
            description = "Command before the freeze of an application-consistent point.")
    private Optional<String> pre;

    @Option(
            names = "--post",
            paramLabel = "CMD",
            description = "Command after the thaw of an application-consistent point.")
    private Optional<String> post;

    @Option(
            names = "--on-frozen",
            paramLabel = "CMD",
            description =
                    "Command while file systems are frozen; sees LEEWARD_POINT_ID and LEEWARD_DISKS=path:disk,...")
    private Optional<String> onFrozen;

    @Override
    public Integer call() throws InterruptedException {
        if (pre.isPresent() != post.isPresent()) {
            throw usage("The options --pre and --post belong together.");
        }
        RunSettings settings = new RunSettings(limit(), pre, post, onFrozen);
        DataFolder folder = DataFolder.existing(data.folder())
                .orElseThrow(() -> new IssueException(Issue.of(
                        "AGENT-NOT-ENROLLED",
                        Issue.Kind.NOT_ALLOWED,
                        "This machine is not enrolled: there is no data folder " + data.folder() + ".",
                        "Run leeward-agent enrol first, with the same --data.")));
        try (DataFolder.Lock lock = folder.lock()) {
            RunningAgent agent = new RunningAgent(folder, settings);
            Thread hook = new Thread(() -> stopAndLeave(agent), "stop");
            Runtime.getRuntime().addShutdownHook(hook);
            try {
                agent.run();
            } finally {
                leaveHook(hook);
            }
            return 0;
        }
    }

    /** A stop that was asked for is no failure: the exit code is 0, not that of the signal. */
    private static void stopAndLeave(RunningAgent agent) {
        if (agent.stop()) {
            Runtime.getRuntime().halt(0);
        }
    }

    /** After a failure the exit code is the failure's. */
    private static void leaveHook(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException e) {
            LOG.atDebug().log("already stopping");
        }
    }

    private Duration limit() {
        Matcher matcher = DURATION.matcher(freezeLimit);
        if (!matcher.matches()) {
            throw usage("The time " + freezeLimit + " is not of the form 800ms, 10s or 1m.");
        }
        long count = Long.parseLong(matcher.group(1));
        Duration limit =
                switch (matcher.group(2)) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    default -> Duration.ofMinutes(count);
                };
        if (limit.isZero() || limit.compareTo(LONGEST_FREEZE) > 0) {
            throw usage("The freeze limit has to be more than 0 and at most " + LONGEST_FREEZE.toMinutes() + "m.");
        }
        return limit;
    }

    private static IssueException usage(String message) {
        return new IssueException(Issue.of("AGENT-USAGE", Issue.Kind.USAGE, message, "See leeward-agent run --help."));
    }
}
