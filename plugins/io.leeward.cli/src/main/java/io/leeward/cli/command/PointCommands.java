package io.leeward.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Verbs about recovery points. */
@Command(name = "point", description = "Pins, releases and tags recovery points.", synopsisSubcommandLabel = "COMMAND")
final class PointCommands {
    @ParentCommand
    private Leeward leeward;

    @Command(name = "pin", description = "Keeps a point until it is released.")
    void pin(@Parameters(paramLabel = "ID") String id) {
        leeward.withEngine(run -> {
            JsonNode point = run.post(address(id) + "/pin");
            run.print(point, out -> out.println("Recovery point " + id + " is kept until it is released."));
        });
    }

    @Command(name = "release", description = "No longer keeps a point beyond its time.")
    void release(@Parameters(paramLabel = "ID") String id) {
        leeward.withEngine(run -> {
            JsonNode point = run.post(address(id) + "/release");
            run.print(point, out -> out.println("Recovery point " + id + " is no longer kept beyond its time."));
        });
    }

    @Command(name = "tag", description = "Adds a tag to a point.")
    void tag(@Parameters(paramLabel = "ID") String id, @Parameters(paramLabel = "TEXT") String text) {
        leeward.withEngine(run -> {
            JsonNode point =
                    run.send("POST", address(id) + "/tags", Run.object().put("text", text));
            run.print(point, out -> out.println("Recovery point " + id + " was tagged."));
        });
    }

    private static String address(String id) {
        return "/api/v1/points/" + Run.encoded(id);
    }
}
