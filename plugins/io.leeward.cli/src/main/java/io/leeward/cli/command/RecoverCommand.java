package io.leeward.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leeward.kernel.ByteSize;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Brings a point back as files. Works without an engine. */
@Command(name = "recover", description = "Writes the disks of a recovery point to files.")
final class RecoverCommand implements Runnable {
    @ParentCommand
    private Leeward leeward;

    @Parameters(paramLabel = "NAME", description = "The machine, by name or identifier.")
    private String machine;

    @Option(
            names = "--point",
            required = true,
            paramLabel = "ID|latest|latest-processed|latest-app",
            description = "Which point.")
    private String point;

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "Folder for the files.")
    private Path folder;

    @Option(names = "--format", defaultValue = "raw", paramLabel = "raw|vhd", description = "Default: raw.")
    private String format;

    @Override
    public void run() {
        ObjectNode body = Run.object()
                .put("machine", machine)
                .put("point", point)
                .put("folder", folder.toAbsolutePath().normalize().toString())
                .put("format", format);
        leeward.withAnyEngine(run -> run.finished(run.send("POST", "/api/v1/recover", body))
                .ifPresent(job -> tell(run, job.path("result"))));
    }

    private static void tell(Run run, JsonNode result) {
        run.print(result, out -> {
            out.println("Recovery point " + result.path("pointId").asText() + " was written:");
            result.path("disks")
                    .forEach(disk -> out.println(disk.path("file").asText() + "  "
                            + new ByteSize(disk.path("bytes").asLong()) + "  sha256 "
                            + disk.path("sha256").asText()));
        });
        long unsent = result.path("unsentBytes").asLong();
        if (unsent > 0) {
            run.note(new ByteSize(unsent) + " (" + unsent
                    + " bytes) lie in the spool and are in none of the vault's points; start the engine to send them.");
        }
    }
}
