package io.leeward.door.internal.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.leeward.kernel.Issue;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** Words that all answers share. Absent values are null, never left out. */
final class Json {
    private Json() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static <T> ArrayNode array(Collection<T> values, Function<T, ? extends JsonNode> shown) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode();
        values.forEach(value -> array.add(shown.apply(value)));
        return array;
    }

    static <T> JsonNode optional(Optional<T> value, Function<T, ? extends JsonNode> shown) {
        return value.<JsonNode>map(shown::apply).orElse(JsonNodeFactory.instance.nullNode());
    }

    static JsonNode text(Optional<String> value) {
        return optional(value, JsonNodeFactory.instance::textNode);
    }

    /** ISO 8601 in UTC. */
    static JsonNode time(Optional<Instant> value) {
        return text(value.map(Instant::toString));
    }

    /** {@code CRASH_CONSISTENT} as {@code crash-consistent}. */
    static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static ObjectNode issue(Issue issue) {
        return object().put("code", issue.code())
                .put("message", issue.message())
                .put("cause", issue.cause())
                .put("remedy", issue.remedy())
                .put("kind", label(issue.kind()));
    }
}
