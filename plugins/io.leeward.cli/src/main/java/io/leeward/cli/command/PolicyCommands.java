package io.leeward.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leeward.cli.output.Spans;
import io.leeward.cli.output.Table;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Verbs about replication policies. */
@Command(
        name = "policy",
        description = "Creates and changes replication policies.",
        synopsisSubcommandLabel = "COMMAND")
final class PolicyCommands {
    private static final String POLICIES = "/api/v1/policies";

    @ParentCommand
    private Leeward leeward;

    /** What can be chosen. */
    static final class Settings {
        @Option(names = "--crash-interval", paramLabel = "TIME", description = "Time between points (default: 5m).")
        private Optional<Duration> crash;

        @Option(
                names = "--app-interval",
                paramLabel = "TIME",
                description = "Time between app-consistent points; 0s for none (default: 4h).")
        private Optional<Duration> app;

        @Option(
                names = "--retention",
                paramLabel = "TIME",
                description = "How far back points are kept (default: 72h).")
        private Optional<Duration> retention;

        @Option(names = "--rpo-threshold", paramLabel = "TIME", description = "An RPO above is alerted (default: 15m).")
        private Optional<Duration> threshold;

        @Option(names = "--flush", paramLabel = "TIME", description = "Longest wait in an open segment (default: 30s).")
        private Optional<Duration> flush;

        @Option(names = "--compression", paramLabel = "snappy|zstd", description = "Compression (default: snappy).")
        private Optional<String> compression;

        ObjectNode body() {
            ObjectNode body = Run.object();
            put(body, "crashIntervalSeconds", crash);
            put(body, "appIntervalSeconds", app);
            put(body, "retentionSeconds", retention);
            put(body, "rpoThresholdSeconds", threshold);
            put(body, "flushSeconds", flush);
            compression.ifPresent(name -> body.put("compression", name));
            return body;
        }

        private static void put(ObjectNode body, String name, Optional<Duration> value) {
            value.ifPresent(duration -> body.put(name, duration.toSeconds()));
        }
    }

    @Command(name = "create", description = "Makes a policy.")
    void create(@Parameters(paramLabel = "NAME") String name, @Mixin Settings settings) {
        leeward.withEngine(
                run -> show(run, run.send("POST", POLICIES, settings.body().put("name", name))));
    }

    @Command(name = "list", description = "Lists policies.")
    void list() {
        leeward.withEngine(run -> {
            JsonNode policies = run.get(POLICIES);
            Table table = new Table("NAME", "CRASH", "APP", "RETENTION", "RPO THRESHOLD");
            policies.forEach(policy -> table.row(
                    policy.path("name").asText(),
                    span(policy, "crashIntervalSeconds"),
                    span(policy, "appIntervalSeconds"),
                    span(policy, "retentionSeconds"),
                    span(policy, "rpoThresholdSeconds")));
            run.print(policies, table);
        });
    }

    @Command(name = "show", description = "Shows a policy.")
    void show(@Parameters(paramLabel = "NAME") String name) {
        leeward.withEngine(run -> show(run, run.get(address(name))));
    }

    @Command(name = "edit", description = "Changes what is given; running machines follow.")
    void edit(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--name", paramLabel = "NEW", description = "Another name.") Optional<String> renamed,
            @Mixin Settings settings) {
        ObjectNode body = settings.body();
        renamed.ifPresent(text -> body.put("name", text));
        leeward.withEngine(run -> show(run, run.send("PATCH", address(name), body)));
    }

    @Command(name = "delete", description = "Deletes a policy that no machine uses.")
    void delete(@Parameters(paramLabel = "NAME") String name) {
        leeward.withEngine(run -> {
            JsonNode deleted = run.delete(address(name));
            run.print(deleted, out -> out.println("Policy " + name + " was deleted."));
        });
    }

    private static void show(Run run, JsonNode policy) {
        run.print(policy, out -> {
            out.println("Policy " + policy.path("name").asText());
            out.println("Crash-consistent interval: " + span(policy, "crashIntervalSeconds"));
            out.println("App-consistent interval:   " + span(policy, "appIntervalSeconds"));
            out.println("Retention:                 " + span(policy, "retentionSeconds"));
            out.println("RPO threshold:             " + span(policy, "rpoThresholdSeconds"));
            out.println("Flush time:                " + span(policy, "flushSeconds"));
            out.println(
                    "Compression:               " + policy.path("compression").asText());
        });
    }

    private static String span(JsonNode policy, String name) {
        return Spans.text(policy.path(name).asLong());
    }

    private static String address(String name) {
        return POLICIES + "/" + Run.encoded(name);
    }
}
