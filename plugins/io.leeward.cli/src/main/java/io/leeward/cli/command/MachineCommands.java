package io.leeward.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leeward.cli.output.Spans;
import io.leeward.cli.output.Table;
import io.leeward.kernel.ByteSize;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Verbs about machines. */
@Command(
        name = "machine",
        description = "Protects machines and cuts recovery points.",
        synopsisSubcommandLabel = "COMMAND")
final class MachineCommands {
    /** Time between two looks at a machine that is waited for. */
    private static final Duration LOOK = Duration.ofMillis(250);

    private static final Set<String> PHASES = Set.of(
            "unprotected",
            "enabling",
            "initial-copy",
            "protected",
            "failing-over",
            "failed-over",
            "committed",
            "reprotecting",
            "disabling");

    @ParentCommand
    private Leeward leeward;

    @Command(name = "list", description = "Lists enrolled machines.")
    void list() {
        leeward.withEngine(run -> {
            JsonNode machines = run.get("/api/v1/machines");
            Table table = new Table("NAME", "HEALTH", "STATE", "RPO", "BACKLOG", "POLICY");
            machines.forEach(machine -> table.row(
                    machine.path("name").asText(),
                    machine.path("health").asText(),
                    machine.path("state").asText(),
                    rpo(machine),
                    new ByteSize(machine.path("backlogBytes").asLong()).toString(),
                    Run.shown(machine.path("policy"))));
            run.print(machines, table);
        });
    }

    @Command(name = "show", description = "Shows a machine.")
    void show(@Parameters(paramLabel = "NAME") String name) {
        leeward.withEngine(run -> {
            JsonNode machine = run.get(address(name));
            run.print(machine, out -> tell(out, machine));
        });
    }

    @Command(name = "points", description = "Lists the recovery points of a machine, newest first.")
    void points(@Parameters(paramLabel = "NAME") String name) {
        leeward.withEngine(run -> {
            JsonNode points = run.get(address(name) + "/points");
            Table table = new Table("POINT", "KIND", "CUT AT", "STATE", "PROOF", "PINNED", "TAGS");
            points.forEach(point -> table.row(
                    point.path("pointId").asText(),
                    point.path("kind").asText(),
                    point.path("cutAt").asText(),
                    point.path("state").asText(),
                    point.path("proof").asText(),
                    point.path("pinned").asBoolean() ? "yes" : "no",
                    tags(point)));
            run.print(points, table);
        });
    }

    @Command(name = "protect", description = "Enables replication; ends when the initial copy begins.")
    void protect(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--policy", required = true, paramLabel = "POLICY", description = "Its replication policy.")
                    String policy) {
        changed(name, "/protect", Run.object().put("policy", policy), "The initial copy of " + name + " has begun.");
    }

    @Command(name = "cut", description = "Cuts a recovery point; ends when it can be recovered.")
    void cut(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--tag", paramLabel = "TEXT", description = "A tag for the point.") Optional<String> tag,
            @Option(names = "--app", description = "Run the scripts for an app-consistent point.") boolean app) {
        ObjectNode body = Run.object().put("appConsistent", app);
        tag.ifPresent(text -> body.put("tag", text));
        leeward.withEngine(run -> run.finished(run.send("POST", address(name) + "/cut", body))
                .ifPresent(job -> {
                    JsonNode point = job.path("result");
                    run.print(
                            point,
                            out -> out.println("Recovery point "
                                    + point.path("pointId").asText() + " of " + name
                                    + " can be recovered (" + point.path("kind").asText() + ", cut at "
                                    + point.path("cutAt").asText() + ")."));
                }));
    }

    @Command(name = "resync", description = "Compares a machine with the vault and sends what differs.")
    void resynchronize(
            @Parameters(paramLabel = "NAME") String name,
            @Option(
                            names = "--same-machine",
                            description = "Confirm that a machine whose hardware changed is the one that enrolled.")
                    boolean sameMachine) {
        changed(
                name,
                "/resync",
                Run.object().put("sameMachine", sameMachine),
                "The disks of " + name + " and the vault agree again.");
    }

    @Command(name = "disable", description = "Ends replication; recovery points stay until they expire.")
    void disable(@Parameters(paramLabel = "NAME") String name) {
        changed(name, "/disable", Run.object(), name + " is not protected any more.");
    }

    @Command(name = "wait", description = "Waits until a machine is in a phase; exits 1 when it takes too long.")
    void await(
            @Parameters(paramLabel = "NAME") String name,
            @Option(names = "--phase", required = true, paramLabel = "PHASE", description = "For example protected.")
                    String phase,
            @Option(names = "--timeout", paramLabel = "TIME", defaultValue = "5m", description = "Default: 5m.")
                    Duration timeout) {
        if (!PHASES.contains(phase)) {
            throw new IssueException(Issue.of(
                    "PHASE-UNKNOWN",
                    Issue.Kind.USAGE,
                    "There is no phase " + phase + ".",
                    "Choose one of "
                            + String.join(", ", PHASES.stream().sorted().toList()) + "."));
        }
        leeward.withEngine(run -> {
            JsonNode machine = awaitPhase(run, name, phase, timeout);
            run.print(machine, out -> out.println(name + " is " + phase + "."));
        });
    }

    private static JsonNode awaitPhase(Run run, String name, String phase, Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        JsonNode machine = run.get(address(name));
        while (!machine.path("phase").asText().equals(phase)) {
            if (System.nanoTime() - deadline >= 0) {
                throw new IssueException(Issue.of(
                        "WAIT-OVER",
                        Issue.Kind.FAILED,
                        name + " was not " + phase + " within " + Spans.text(timeout.toSeconds()) + "; it is "
                                + machine.path("phase").asText() + " ("
                                + machine.path("state").asText() + ").",
                        "Wait longer, or see what \"leeward machine show " + name + "\" says."));
            }
            LockSupport.parkNanos(LOOK.toNanos());
            machine = run.get(address(name));
        }
        return machine;
    }

    private void changed(String name, String verb, ObjectNode body, String done) {
        leeward.withEngine(run -> run.finished(run.send("POST", address(name) + verb, body))
                .ifPresent(job -> run.print(job, out -> out.println(done))));
    }

    private static void tell(PrintStream out, JsonNode machine) {
        out.println(machine.path("name").asText() + ": " + machine.path("state").asText());
        JsonNode attention = machine.path("attention");
        if (!attention.isNull()) {
            out.println(io.leeward.cli.engine.Answers.issue(attention).sentence());
        }
        out.println("Phase:        " + machine.path("phase").asText() + ", "
                + machine.path("direction").asText());
        out.println("Health:       " + machine.path("health").asText());
        out.println("Policy:       " + Run.shown(machine.path("policy")));
        out.println("RPO:          " + rpo(machine));
        out.println("Acknowledged: " + Run.shown(machine.path("acknowledged")));
        out.println("Stored:       " + Run.shown(machine.path("stored")));
        out.println("Last point:   " + Run.shown(machine.path("lastPoint").path("pointId")));
        out.println("Next point:   " + Run.shown(machine.path("nextPoint")));
        out.println("Tracker:      " + Run.shown(machine.path("tracker")));
        machine.path("disks")
                .forEach(disk -> out.println("Disk:         " + disk.path("id").asText() + "  "
                        + disk.path("path").asText() + "  "
                        + new ByteSize(disk.path("bytes").asLong())));
    }

    private static String rpo(JsonNode machine) {
        JsonNode seconds = machine.path("rpoSeconds");
        return seconds.isNull() ? "–" : Spans.age(seconds.asLong());
    }

    private static String tags(JsonNode point) {
        StringBuilder tags = new StringBuilder();
        point.path("tags")
                .forEach(tag -> tags.append(tags.isEmpty() ? "" : ", ").append(tag.asText()));
        return tags.toString();
    }

    private static String address(String name) {
        return "/api/v1/machines/" + Run.encoded(name);
    }
}
