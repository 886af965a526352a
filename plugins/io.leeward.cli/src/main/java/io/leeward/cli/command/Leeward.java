package io.leeward.cli.command;

import io.leeward.cli.engine.Calls;
import io.leeward.cli.engine.Engines;
import io.leeward.cli.output.Spans;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** The root of all verbs, with the options that all of them share. */
@Command(
        name = "leeward",
        description = "Protects machines by replicating them to Azure, and brings them back.",
        mixinStandardHelpOptions = true,
        versionProvider = Leeward.Version.class,
        scope = ScopeType.INHERIT,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            EngineCommands.class,
            VaultCommands.class,
            ServerCommands.class,
            PolicyCommands.class,
            MachineCommands.class,
            PointCommands.class,
            RecoverCommand.class,
            JobCommands.class,
            EventCommands.class
        })
public final class Leeward {
    private final PrintStream out;
    private final PrintStream err;

    @Option(
            names = "--data",
            scope = ScopeType.INHERIT,
            paramLabel = "DIR",
            description = "Data folder of the engine (default: ~/.leeward).")
    private Path data = Path.of(System.getProperty("user.home"), ".leeward");

    @Option(names = "--json", scope = ScopeType.INHERIT, description = "Print one JSON document.")
    private boolean json;

    @Option(names = "--no-wait", scope = ScopeType.INHERIT, description = "Print the job and do not wait for its end.")
    private boolean noWait;

    private Leeward(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** Runs a command and returns its exit code. */
    public static int run(PrintStream out, PrintStream err, String... arguments) {
        CommandLine line = new CommandLine(new Leeward(out, err));
        line.registerConverter(Duration.class, text -> Spans.parse(text)
                .orElseThrow(() -> new CommandLine.TypeConversionException(
                        "'" + text + "' is not a duration such as 30s, 5m, 72h or 14d")));
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setParameterExceptionHandler((problem, args) -> usage(err, problem));
        line.setExecutionExceptionHandler((problem, command, parsed) -> failed(err, problem));
        return line.execute(arguments);
    }

    PrintStream out() {
        return out;
    }

    PrintStream err() {
        return err;
    }

    boolean json() {
        return json;
    }

    boolean noWait() {
        return noWait;
    }

    Path data() {
        return data.toAbsolutePath().normalize();
    }

    /** Does a command with the engine that runs. */
    void withEngine(Consumer<Run> command) {
        try (Calls calls = Engines.running(data())) {
            command.accept(new Run(calls, this));
        }
    }

    /** Does a command with the engine that runs, or with one of its own when none does. */
    void withAnyEngine(Consumer<Run> command) {
        try (Calls calls = Engines.runningOrOwn(data())) {
            command.accept(new Run(calls, this));
        }
    }

    /** Content of a file that holds a secret, without the line end that editors leave. */
    static String secret(Path file) {
        try {
            return Files.readString(file).stripTrailing();
        } catch (IOException e) {
            throw new IssueException(
                    Issue.of(
                            "FILE-UNREADABLE",
                            Issue.Kind.USAGE,
                            "The file " + file + " cannot be read.",
                            "Name a text file that you may read."),
                    e);
        }
    }

    private static int usage(PrintStream err, CommandLine.ParameterException problem) {
        String message = problem.getMessage().lines().findFirst().orElse("");
        String end = message.endsWith(".") ? "" : ".";
        String help = problem.getCommandLine().getCommandSpec().qualifiedName(" ");
        err.println(message + end + " See \"" + help + " --help\". [USAGE]");
        return Issue.Kind.USAGE.exitCode();
    }

    private static int failed(PrintStream err, Exception problem) {
        if (problem instanceof IssueException known) {
            err.println(known.issue().sentence());
            return known.issue().kind().exitCode();
        }
        err.println("The command was stopped by a fault of the program ("
                + problem.getClass().getSimpleName() + "). Remedy: report it. [INTERNAL]");
        return Issue.Kind.FAILED.exitCode();
    }

    /** Version of the build. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Leeward.class.getPackage().getImplementationVersion();
            return new String[] {"leeward " + (version == null ? "development build" : version)};
        }
    }
}
