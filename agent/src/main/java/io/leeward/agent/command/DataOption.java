package io.leeward.agent.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Where the agent keeps what it knows. */
final class DataOption {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "/var/lib/leeward-agent",
            description = "Data folder of the agent (default: ${DEFAULT-VALUE}).")
    private Path folder;

    Path folder() {
        return folder;
    }
}
