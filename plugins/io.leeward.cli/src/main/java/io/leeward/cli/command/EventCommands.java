package io.leeward.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.leeward.cli.output.Table;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Verbs about events. */
@Command(name = "event", description = "Lists what happened.", synopsisSubcommandLabel = "COMMAND")
final class EventCommands {
    @ParentCommand
    private Leeward leeward;

    @Command(name = "list", description = "Lists the most recent events, newest first.")
    void list(
            @Option(names = "--limit", paramLabel = "N", defaultValue = "100", description = "Default: 100.") int limit,
            @Option(names = "--subject", paramLabel = "NAME", description = "Only those about a machine.")
                    Optional<String> subject) {
        leeward.withEngine(run -> {
            String filter = subject.map(name -> "&subject=" + Run.encoded(name)).orElse("");
            JsonNode events = run.get("/api/v1/events?limit=" + limit + filter);
            Table table = new Table("AT", "SEVERITY", "SUBJECT", "EVENT");
            events.forEach(event -> table.row(
                    event.path("at").asText(),
                    event.path("severity").asText(),
                    event.path("subject").asText(),
                    event.path("text").asText()));
            run.print(events, table);
        });
    }
}
