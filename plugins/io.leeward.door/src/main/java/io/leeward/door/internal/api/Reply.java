package io.leeward.door.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.model.JobId;
import java.util.function.Function;

/**
 * An answer.
 *
 * @param status HTTP status
 * @param body JSON
 */
record Reply(int status, JsonNode body) {
    private static final int OK = 200;
    private static final int ACCEPTED = 202;

    static Reply ok(JsonNode body) {
        return new Reply(OK, body);
    }

    /** The answer to a short command. */
    static <T> Reply of(Outcome<T> outcome, Function<T, JsonNode> shown) {
        return switch (outcome) {
            case Outcome.Done<T>(T value) -> ok(shown.apply(value));
            case Outcome.Refused<T>(Issue issue) -> issue(issue);
            case Outcome.Failed<T>(Issue issue, Outcome.Retry retry) -> issue(issue);
        };
    }

    /** The answer to a long command: the job that carries it out. */
    static Reply job(Outcome<JobId> outcome) {
        Reply reply = of(outcome, job -> object().put("jobId", job.value()));
        return reply.status() == OK ? new Reply(ACCEPTED, reply.body()) : reply;
    }

    static Reply issue(Issue issue) {
        return new Reply(status(issue.kind()), Json.issue(issue));
    }

    /** HTTP status of a kind of problem. */
    static int status(Issue.Kind kind) {
        return switch (kind) {
            case FAILED -> 500;
            case USAGE -> 400;
            case NOT_ALLOWED -> 409;
            case NOT_FOUND -> 404;
            case NOT_REACHABLE -> 503;
            case WRONG_CREDENTIALS -> 403;
        };
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
