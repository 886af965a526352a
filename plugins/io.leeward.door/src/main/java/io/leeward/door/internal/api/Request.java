package io.leeward.door.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Secret;
import java.util.Map;
import java.util.Optional;

/**
 * A request that found its route.
 *
 * @param path values of the variables of the path
 * @param query values of the query; of one given twice the last
 * @param body an object, empty when none was sent
 */
record Request(Map<String, String> path, Map<String, String> query, JsonNode body) {

    String variable(String name) {
        return path.get(name);
    }

    /** A text of the body that has to be there. */
    String text(String name) {
        return optionalText(name).orElseThrow(() -> missing(name));
    }

    Optional<String> optionalText(String name) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw malformed(name, "a text");
        }
        return Optional.of(value.textValue());
    }

    Secret secret(String name) {
        return Secret.ofText(text(name));
    }

    Optional<Secret> optionalSecret(String name) {
        return optionalText(name).map(Secret::ofText);
    }

    /** A boolean of the body; false when it is not there. */
    boolean flag(String name) {
        JsonNode value = body.path(name);
        if (!value.isMissingNode() && !value.isNull() && !value.isBoolean()) {
            throw malformed(name, "true or false");
        }
        return value.asBoolean(false);
    }

    /** A whole number of the body. */
    int number(String name, int otherwise) {
        JsonNode value = body.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            throw malformed(name, "a whole number");
        }
        return value.intValue();
    }

    /** A whole number of the query, brought within limits. */
    int queryNumber(String name, int otherwise, int least, int most) {
        String text = query.get(name);
        if (text == null) {
            return otherwise;
        }
        try {
            return Math.clamp(Long.parseLong(text), least, most);
        } catch (NumberFormatException e) {
            throw malformed(name, "a whole number");
        }
    }

    static IssueException malformed(String name, String wanted) {
        return new IssueException(Issue.of(
                "REQUEST-MALFORMED",
                Issue.Kind.USAGE,
                "\"" + name + "\" has to be " + wanted + ".",
                "Correct the request."));
    }

    private static IssueException missing(String name) {
        return new IssueException(Issue.of(
                "REQUEST-INCOMPLETE", Issue.Kind.USAGE, "\"" + name + "\" is missing.", "Complete the request."));
    }
}
