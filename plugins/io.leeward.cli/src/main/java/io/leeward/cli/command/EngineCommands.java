package io.leeward.cli.command;

import io.leeward.cli.engine.Engines;
import io.leeward.operations.port.EngineSettings;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Verbs about the engine itself. */
@Command(name = "engine", description = "Runs an engine.", synopsisSubcommandLabel = "COMMAND")
final class EngineCommands {
    @ParentCommand
    private Leeward leeward;

    @Command(name = "run", description = "Serves agents and operators until the process is told to end.")
    void run(
            @Option(names = "--bind", paramLabel = "ADDR", description = "Address to listen on (default: all).")
                    Optional<String> bind,
            @Option(names = "--control-port", paramLabel = "N", description = "Control port (default: 8443).")
                    Optional<Integer> controlPort,
            @Option(names = "--data-port", paramLabel = "N", description = "Data port (default: 9443).")
                    Optional<Integer> dataPort) {
        Map<String, String> properties = new TreeMap<>();
        bind.ifPresent(address -> properties.put(EngineSettings.BIND, address));
        controlPort.ifPresent(port -> properties.put(EngineSettings.CONTROL_PORT, Integer.toString(port)));
        dataPort.ifPresent(port -> properties.put(EngineSettings.DATA_PORT, Integer.toString(port)));
        Engines.serve(leeward.data(), properties, running -> {
            leeward.out()
                    .println(Run.object()
                            .put("ready", true)
                            .put("controlPort", running.controlPort())
                            .put("dataPort", running.dataPort()));
            leeward.out().flush();
        });
    }
}
