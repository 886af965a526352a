package io.leeward.agent.command;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/** The mobility agent's command line: every failure is one sentence on stderr and an exit code. */
@Command(
        name = "leeward-agent",
        description = "Replicates the disks of this machine to a Leeward engine.",
        subcommands = {EnrolCommand.class, RunCommand.class, StatusCommand.class},
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND")
public final class AgentCommand implements Runnable {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    /** Runs a command and returns the exit code. */
    public static int execute(String... arguments) {
        CommandLine line = new CommandLine(new AgentCommand());
        line.setParameterExceptionHandler((e, given) -> usage(e));
        line.setExecutionExceptionHandler((e, command, result) -> failed(e, command.getErr()));
        return line.execute(arguments);
    }

    private static int usage(ParameterException e) {
        e.getCommandLine()
                .getErr()
                .println(Issue.of(
                                "AGENT-USAGE",
                                Issue.Kind.USAGE,
                                e.getMessage() + ".",
                                "See " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help.")
                        .sentence());
        return Issue.Kind.USAGE.exitCode();
    }

    private static int failed(Exception e, PrintWriter err) {
        Issue issue = e instanceof IssueException known
                ? known.issue()
                : new Issue(
                        "AGENT-UNEXPECTED",
                        Issue.Kind.FAILED,
                        "The agent met an error that it does not know.",
                        e.toString(),
                        "Start it again; report this with the agent's log when it repeats.");
        err.println(issue.sentence());
        return issue.kind().exitCode();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing");
    }
}
