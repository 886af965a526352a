package io.leeward.cli.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import java.util.Locale;

/** Reads answers of the engine. */
public final class Answers {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;
    private static final int MULTIPLE_CHOICES = 300;

    private Answers() {}

    /**
     * What a success carries.
     *
     * @throws IssueException for any other answer
     */
    static JsonNode read(int status, String body) {
        JsonNode json = parse(body);
        if (status >= OK && status < MULTIPLE_CHOICES) {
            return json;
        }
        throw new IssueException(issue(json));
    }

    /** A problem as the engine tells it. */
    public static Issue issue(JsonNode json) {
        String code = json.path("code").asText();
        if (code.isEmpty()) {
            throw strange();
        }
        return new Issue(
                code,
                kind(json.path("kind").asText()),
                json.path("message").asText(),
                json.path("cause").asText(),
                json.path("remedy").asText());
    }

    private static Issue.Kind kind(String label) {
        for (Issue.Kind kind : Issue.Kind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(label)) {
                return kind;
            }
        }
        return Issue.Kind.FAILED;
    }

    static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw strange();
        }
    }

    private static IssueException strange() {
        return new IssueException(Issue.of(
                "ANSWER-UNKNOWN",
                Issue.Kind.NOT_REACHABLE,
                "The answer did not come from a Leeward engine.",
                "See which program listens on the control port named in engine.json."));
    }
}
