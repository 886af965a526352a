package io.leeward.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.leeward.cli.output.Table;
import io.leeward.kernel.ByteSize;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Verbs about servers and the key that lets agents enrol. */
@Command(
        name = "server",
        description = "Lists servers and makes registration keys.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = ServerCommands.Key.class)
final class ServerCommands {
    @ParentCommand
    private Leeward leeward;

    @Command(name = "list", description = "Lists configuration and process servers.")
    void list() {
        leeward.withEngine(run -> {
            JsonNode servers = run.get("/api/v1/servers");
            Table table = new Table("ROLE", "NAME", "ADDRESS", "HEALTH", "SPOOL", "FREE");
            servers.forEach(server -> table.row(
                    server.path("role").asText(),
                    server.path("name").asText(),
                    server.path("address").asText(),
                    server.path("health").asText(),
                    new ByteSize(server.path("spoolBytes").asLong()).toString(),
                    new ByteSize(server.path("spoolFreeBytes").asLong()).toString()));
            run.print(servers, table);
        });
    }

    /** Verbs about the registration key. */
    @Command(name = "key", description = "Makes registration keys.", synopsisSubcommandLabel = "COMMAND")
    static final class Key {
        @ParentCommand
        private ServerCommands server;

        @Command(name = "new", description = "Makes a key that lets agents enrol for five days.")
        void make(
                @Option(
                                names = "--out",
                                paramLabel = "FILE",
                                description = "Write the key alone to a file of your own.")
                        Optional<Path> file) {
            server.leeward.withEngine(run -> {
                JsonNode key = run.post("/api/v1/registration-keys");
                file.ifPresent(path -> write(path, key.path("key").asText()));
                run.print(key, out -> {
                    file.ifPresentOrElse(
                            path -> out.println("Registration key: in " + path),
                            () -> out.println(
                                    "Registration key: " + key.path("key").asText()));
                    out.println("CA fingerprint:   " + key.path("caFingerprint").asText());
                    out.println("Valid until:      " + key.path("expiresAt").asText());
                });
            });
        }

        private static void write(Path file, String key) {
            var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            Set<StandardOpenOption> options =
                    Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING);
            try (FileChannel channel = FileChannel.open(file, options, ownerOnly);
                    var out = Channels.newOutputStream(channel)) {
                out.write((key + "\n").getBytes(StandardCharsets.UTF_8));
                channel.force(true);
            } catch (IOException e) {
                throw new IssueException(
                        Issue.of(
                                "FILE-UNWRITABLE",
                                Issue.Kind.FAILED,
                                "The key could not be written to " + file + ".",
                                "Name a file that you may write; the key that was made expires by itself."),
                        e);
            }
        }
    }
}
