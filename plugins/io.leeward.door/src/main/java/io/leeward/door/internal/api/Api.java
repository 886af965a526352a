package io.leeward.door.internal.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.operations.Operations;
import io.leeward.operations.remote.RestCalls;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the requests of {@code docs/api.yaml}. Knows no socket and asks nobody who he is. Safe for use by many
 * threads.
 */
@Component(service = RestCalls.class)
public final class Api implements RestCalls {
    /** Deepest nesting of a request body. */
    private static final int DEEPEST_BODY = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Api.class);

    private final ObjectMapper json = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST_BODY)
                    .build())
            .build());
    private final List<Route> routes;

    @Activate
    public Api(@Reference Operations operations) {
        routes = Stream.concat(
                        new SiteRoutes(operations).routes().stream(), new MachineRoutes(operations).routes().stream())
                .toList();
    }

    /** All routes as {@code METHOD /path}, for the test that compares them with the documentation. */
    public List<String> known() {
        return routes.stream()
                .map(route -> route.method() + " " + route.template())
                .toList();
    }

    @Override
    public Answer call(String method, String target, String body) {
        Reply reply;
        try {
            reply = answer(method, target, body);
        } catch (IssueException e) {
            reply = Reply.issue(e.issue());
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("method", method).setCause(e).log("Request stopped by a fault of the program");
            reply = Reply.issue(fault());
        }
        return new Answer(reply.status(), reply.body().toString());
    }

    private Reply answer(String method, String target, String body) {
        int mark = target.indexOf('?');
        List<String> path = segments(mark < 0 ? target : target.substring(0, mark));
        boolean known = false;
        for (Route route : routes) {
            Optional<Map<String, String>> variables = route.match(path);
            if (variables.isPresent() && route.method().equals(method)) {
                Map<String, String> query = mark < 0 ? Map.of() : query(target.substring(mark + 1));
                return route.answer().apply(new Request(variables.get(), query, parse(body)));
            }
            known |= variables.isPresent();
        }
        return known
                ? new Reply(
                        405,
                        Json.issue(Issue.of(
                                "METHOD-UNKNOWN",
                                Issue.Kind.USAGE,
                                "This address does not answer to " + method + ".",
                                "See docs/api.yaml.")))
                : Reply.issue(Issue.of(
                        "ADDRESS-UNKNOWN",
                        Issue.Kind.NOT_FOUND,
                        "There is nothing at this address.",
                        "See docs/api.yaml."));
    }

    private JsonNode parse(String body) {
        if (body.isBlank()) {
            return json.createObjectNode();
        }
        try {
            JsonNode node = json.readTree(body);
            if (node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            LOG.atDebug().log("Request body is not JSON");
        }
        throw new IssueException(Issue.of(
                "REQUEST-MALFORMED", Issue.Kind.USAGE, "The request body is not a JSON object.", "See docs/api.yaml."));
    }

    private static List<String> segments(String path) {
        List<String> segments = new ArrayList<>();
        for (String part : path.substring(1).split("/", -1)) {
            segments.add(decode(part.replace("+", "%2B")));
        }
        return segments;
    }

    private static Map<String, String> query(String text) {
        Map<String, String> query = new HashMap<>();
        for (String pair : text.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                query.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
        return query;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new IssueException(
                    Issue.of("REQUEST-MALFORMED", Issue.Kind.USAGE, "The address is not well formed.", "Correct it."),
                    e);
        }
    }

    private static Issue fault() {
        return Issue.of(
                "INTERNAL",
                Issue.Kind.FAILED,
                "The request was stopped by a fault of the program.",
                "Look into the log of the engine and report it.");
    }
}
