package io.leeward.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leeward.cli.engine.Answers;
import io.leeward.kernel.ByteSize;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Verbs about the vault. They work without an engine. */
@Command(
        name = "vault",
        description = "Creates, attaches and checks the vault.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = VaultCommands.Passphrase.class)
final class VaultCommands {
    private static final String DIRECTORY = "dir:";

    @ParentCommand
    private Leeward leeward;

    /** Where a vault lies and what opens it. */
    static final class Store {
        @Option(
                names = "--store",
                required = true,
                paramLabel = "dir:PATH|azure:CONTAINER_URL",
                description = "Where the vault lies.")
        private String store;

        @Option(
                names = "--passphrase-file",
                required = true,
                paramLabel = "FILE",
                description = "File with the recovery passphrase.")
        private Path passphrase;

        @Option(
                names = "--azure-connection-string-file",
                paramLabel = "FILE",
                description = "File with the connection string of the storage account.")
        private Optional<Path> connection;

        /** An engine has a working directory of its own, so that paths are made absolute here. */
        ObjectNode body() {
            String address = store.startsWith(DIRECTORY) && store.length() > DIRECTORY.length()
                    ? DIRECTORY
                            + Path.of(store.substring(DIRECTORY.length()))
                                    .toAbsolutePath()
                                    .normalize()
                    : store;
            ObjectNode body = Run.object().put("store", address).put("passphrase", Leeward.secret(passphrase));
            connection.ifPresent(file -> body.put("azureConnectionString", Leeward.secret(file)));
            return body;
        }
    }

    @Command(name = "create", description = "Makes a vault in an empty place and attaches it.")
    void create(@Parameters(paramLabel = "NAME") String name, @Mixin Store store) {
        leeward.withAnyEngine(
                run -> show(run, run.send("POST", "/api/v1/vault", store.body().put("name", name))));
    }

    @Command(name = "attach", description = "Opens an existing vault; read-only beside another owner.")
    void attach(
            @Mixin Store store,
            @Option(names = "--take-over", description = "Become the owner even when another engine is it.")
                    boolean takeOver) {
        leeward.withAnyEngine(run ->
                show(run, run.send("POST", "/api/v1/vault/attach", store.body().put("takeOver", takeOver))));
    }

    @Command(name = "show", description = "Shows the attached vault.")
    void show() {
        leeward.withAnyEngine(run -> show(run, run.get("/api/v1/vault")));
    }

    @Command(name = "check", description = "Checks that every point can be recovered; exits 1 when something is wrong.")
    void check(
            @Option(
                            names = "--read-data",
                            arity = "0..1",
                            fallbackValue = "100",
                            paramLabel = "PERCENT",
                            description = "Read this share of the data back, too (default: all of it).")
                    Optional<Integer> readData) {
        leeward.withAnyEngine(run -> {
            JsonNode started =
                    run.send("POST", "/api/v1/vault/check", Run.object().put("dataPercent", readData.orElse(0)));
            run.finished(started).ifPresent(job -> checked(run, job.path("result")));
        });
    }

    private static void checked(Run run, JsonNode result) {
        run.print(result, out -> tell(out, result));
        int findings = result.path("findings").size();
        if (findings > 0) {
            throw new IssueException(Issue.of(
                    "VAULT-DAMAGED",
                    Issue.Kind.FAILED,
                    "The check found " + findings + (findings == 1 ? " problem." : " problems."),
                    "See the report of the check."));
        }
    }

    private static void tell(PrintStream out, JsonNode result) {
        out.println("Checked " + result.path("points").asInt() + " recovery points and "
                + result.path("segments").asInt() + " segments, read back "
                + new ByteSize(result.path("bytesRead").asLong()) + ".");
        result.path("findings")
                .forEach(finding -> out.println(Answers.issue(finding).sentence()));
        if (result.path("findings").isEmpty()) {
            out.println("Nothing is wrong.");
        }
    }

    private static void show(Run run, JsonNode vault) {
        run.print(vault, out -> {
            out.println("Vault " + vault.path("name").asText() + " in "
                    + vault.path("store").asText());
            out.println("Mode:    " + vault.path("mode").asText() + ", owned by "
                    + vault.path("owner").asText());
            out.println("Format:  " + vault.path("format").asInt());
            out.println("Created: " + vault.path("createdAt").asText());
        });
    }

    /** Verbs about the recovery passphrase. */
    @Command(name = "passphrase", description = "Changes the recovery passphrase.", synopsisSubcommandLabel = "COMMAND")
    static final class Passphrase {
        @ParentCommand
        private VaultCommands vault;

        /** The old and the new one. */
        static final class Files {
            @Option(names = "--passphrase-file", required = true, paramLabel = "OLD")
            private Path old;

            @Option(names = "--new-passphrase-file", required = true, paramLabel = "NEW")
            private Path replacement;
        }

        @Command(name = "set", description = "Replaces the recovery passphrase; the old one no longer opens the vault.")
        void set(@ArgGroup(exclusive = false, multiplicity = "1") Files files) {
            ObjectNode body = Run.object()
                    .put("passphrase", Leeward.secret(files.old))
                    .put("newPassphrase", Leeward.secret(files.replacement));
            vault.leeward.withAnyEngine(run -> {
                JsonNode changed = run.send("POST", "/api/v1/vault/passphrase", body);
                run.print(changed, out -> out.println("The recovery passphrase was replaced."));
            });
        }
    }
}
