package io.leeward.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leeward.cli.engine.Answers;
import io.leeward.cli.engine.Calls;
import io.leeward.cli.output.Table;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import java.io.PrintStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Consumer;

/** One command as it runs: the engine it speaks to and where its answer goes. */
final class Run {
    /** Longest wait for the end of a job in one request, in seconds. */
    private static final int WAIT_SECONDS = 30;

    private final Calls calls;
    private final Leeward global;

    Run(Calls calls, Leeward global) {
        this.calls = calls;
        this.global = global;
    }

    JsonNode get(String target) {
        return calls.call("GET", target, Optional.empty());
    }

    JsonNode send(String method, String target, JsonNode body) {
        return calls.call(method, target, Optional.of(body));
    }

    JsonNode post(String target) {
        return calls.call("POST", target, Optional.empty());
    }

    JsonNode delete(String target) {
        return calls.call("DELETE", target, Optional.empty());
    }

    /**
     * Waits for the end of a job.
     *
     * @return the job, or empty when it is left to itself; its identifier was printed then
     * @throws IssueException when the job failed or was cancelled
     */
    Optional<JsonNode> finished(JsonNode started) {
        String id = started.path("jobId").asText();
        if (global.noWait() && calls.lasting()) {
            print(started, out -> out.println(id));
            return Optional.empty();
        }
        JsonNode job = awaitEnd(id);
        return switch (job.path("state").asText()) {
            case "succeeded" -> Optional.of(job);
            case "cancelled" ->
                throw new IssueException(Issue.of(
                        "JOB-CANCELLED",
                        Issue.Kind.FAILED,
                        "\"" + job.path("name").asText() + "\" for "
                                + job.path("target").asText() + " was cancelled.",
                        ""));
            default -> throw new IssueException(Answers.issue(job.path("issue")));
        };
    }

    /** Waits until the job has ended, however it ended. */
    JsonNode awaitEnd(String id) {
        JsonNode job = get("/api/v1/jobs/" + encoded(id));
        while (job.path("endedAt").isNull()) {
            job = get("/api/v1/jobs/" + encoded(id) + "?waitSeconds=" + WAIT_SECONDS);
        }
        return job;
    }

    /** Prints one document for scripts, or text for people. */
    void print(JsonNode document, Consumer<PrintStream> forPeople) {
        if (global.json()) {
            global.out().println(document);
        } else {
            forPeople.accept(global.out());
        }
    }

    void print(JsonNode document, Table forPeople) {
        print(document, out -> forPeople.lines().forEach(out::println));
    }

    /** Says something beside the answer. */
    void note(String sentence) {
        global.err().println(sentence);
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /** A text as one part of an address. */
    static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** A text that may be null, for people. */
    static String shown(JsonNode value) {
        return value.isNull() || value.isMissingNode() || value.asText().isEmpty() ? "–" : value.asText();
    }
}
