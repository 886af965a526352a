package io.leeward.door.internal.api;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A kind of request.
 *
 * @param method HTTP method
 * @param template path with variables in braces, as in {@code docs/api.yaml}
 * @param answer carries it out
 */
record Route(String method, String template, Function<Request, Reply> answer) {

    /** Values of the variables when the path is one of this route. */
    Optional<Map<String, String>> match(List<String> path) {
        List<String> wanted = List.of(template.substring(1).split("/"));
        if (wanted.size() != path.size()) {
            return Optional.empty();
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < wanted.size(); i++) {
            String part = wanted.get(i);
            if (part.startsWith("{")) {
                variables.put(part.substring(1, part.length() - 1), path.get(i));
            } else if (!part.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(variables);
    }
}
