package io.leeward.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.leeward.cli.engine.Answers;
import io.leeward.cli.output.Table;
import io.leeward.kernel.ByteSize;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Verbs about jobs. */
@Command(name = "job", description = "Follows, cancels and resumes jobs.", synopsisSubcommandLabel = "COMMAND")
final class JobCommands {
    private static final String JOBS = "/api/v1/jobs";

    /** Seconds between two looks at a job that is followed. */
    private static final int FOLLOW_SECONDS = 1;

    @ParentCommand
    private Leeward leeward;

    @Command(name = "list", description = "Lists the most recent jobs, newest first.")
    void list(
            @Option(names = "--limit", paramLabel = "N", defaultValue = "50", description = "Default: 50.") int limit) {
        leeward.withEngine(run -> {
            JsonNode jobs = run.get(JOBS + "?limit=" + limit);
            Table table = new Table("JOB", "NAME", "TARGET", "STATE", "STARTED");
            jobs.forEach(job -> table.row(
                    job.path("jobId").asText(),
                    job.path("name").asText(),
                    job.path("target").asText(),
                    job.path("state").asText(),
                    job.path("startedAt").asText()));
            run.print(jobs, table);
        });
    }

    @Command(name = "show", description = "Shows a job; follows it until it has ended, and exits with its result.")
    void show(
            @Parameters(paramLabel = "ID") String id,
            @Option(names = "--follow", description = "Until it has ended.") boolean follow) {
        leeward.withEngine(run -> {
            JsonNode job = run.get(address(id));
            if (!follow) {
                JsonNode shown = job;
                run.print(shown, out -> tell(out, shown));
                return;
            }
            JsonNode ended = follow(run, id, job);
            run.print(ended, out -> tellEnd(out, ended));
            run.finished(Run.object().put("jobId", id));
        });
    }

    @Command(name = "cancel", description = "Asks a job to stop at its next safe place, and waits until it has ended.")
    void cancel(@Parameters(paramLabel = "ID") String id) {
        leeward.withEngine(run -> {
            JsonNode asked = run.post(address(id) + "/cancel");
            JsonNode job = leeward.noWait() ? asked : run.awaitEnd(id);
            run.print(job, out -> tellEnd(out, job));
        });
    }

    @Command(name = "resume", description = "Goes on with a job that failed, was cancelled or interrupted.")
    void resume(@Parameters(paramLabel = "ID") String id) {
        leeward.withEngine(run -> run.finished(run.post(address(id) + "/resume"))
                .ifPresent(job -> run.print(job, out -> tellEnd(out, job))));
    }

    private JsonNode follow(Run run, String id, JsonNode first) {
        Set<String> told = new HashSet<>();
        JsonNode job = first;
        while (true) {
            if (!leeward.json()) {
                tellSteps(job, told);
            }
            if (!job.path("endedAt").isNull()) {
                return job;
            }
            job = run.get(address(id) + "?waitSeconds=" + FOLLOW_SECONDS);
        }
    }

    private void tellSteps(JsonNode job, Set<String> told) {
        job.path("steps").forEach(step -> {
            String state = step.path("state").asText();
            String name = step.path("name").asText();
            if (!state.equals("waiting") && told.add(name + state)) {
                leeward.out().println(name + ": " + state + progress(step));
            }
        });
    }

    private static void tell(PrintStream out, JsonNode job) {
        tellEnd(out, job);
        job.path("steps")
                .forEach(step -> out.println("  " + step.path("name").asText() + ": "
                        + step.path("state").asText() + progress(step)));
    }

    private static void tellEnd(PrintStream out, JsonNode job) {
        out.println(job.path("name").asText() + " for " + job.path("target").asText() + ": "
                + job.path("state").asText());
        if (!job.path("issue").isNull()) {
            out.println(Answers.issue(job.path("issue")).sentence());
        }
    }

    private static String progress(JsonNode step) {
        long total = step.path("total").asLong();
        long done = step.path("done").asLong();
        String share = total > 0 && step.path("state").asText().equals("running")
                ? " " + new ByteSize(done) + " of " + new ByteSize(total)
                : "";
        String detail = step.path("detail").asText();
        return share + (detail.isEmpty() ? "" : " – " + detail);
    }

    private static String address(String id) {
        return JOBS + "/" + Run.encoded(id);
    }
}
