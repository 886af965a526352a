package io.leeward.agent.folder;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Small JSON documents as maps, lists, texts, numbers and truth values. */
public final class Json {
    private static final JsonFactory FACTORY = new JsonFactory();
    private static final int DEEPEST = 16;

    private Json() {}

    /** The document as text; an empty {@link Optional} becomes null. */
    public static String write(Map<String, ?> document) {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(out).useDefaultPrettyPrinter()) {
            value(generator, document);
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory does not fail", e);
        }
        return out.append('\n').toString();
    }

    private static void value(JsonGenerator out, Object value) throws IOException {
        switch (value) {
            case Map<?, ?> map -> {
                out.writeStartObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    out.writeFieldName(entry.getKey().toString());
                    value(out, entry.getValue());
                }
                out.writeEndObject();
            }
            case List<?> list -> {
                out.writeStartArray();
                for (Object each : list) {
                    value(out, each);
                }
                out.writeEndArray();
            }
            case Optional<?> maybe when maybe.isEmpty() -> out.writeNull();
            case Optional<?> maybe -> value(out, maybe.get());
            case Number number -> out.writeNumber(number.longValue());
            case Boolean truth -> out.writeBoolean(truth);
            default -> out.writeString(value.toString());
        }
    }

    /** The document in the text. */
    public static Map<String, Object> read(String text) throws IOException {
        try (JsonParser in = FACTORY.createParser(text)) {
            if (in.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it does not hold a JSON object");
            }
            return object(in, 0);
        }
    }

    private static Map<String, Object> object(JsonParser in, int depth) throws IOException {
        Map<String, Object> map = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            in.nextToken();
            any(in, depth + 1).ifPresent(value -> map.put(name, value));
        }
        return map;
    }

    private static Optional<Object> any(JsonParser in, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("it is nested too deeply");
        }
        return switch (in.currentToken()) {
            case START_OBJECT -> Optional.of(object(in, depth));
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (in.nextToken() != JsonToken.END_ARRAY) {
                    any(in, depth + 1).ifPresent(list::add);
                }
                yield Optional.of(list);
            }
            case VALUE_NUMBER_INT -> Optional.of(in.getLongValue());
            case VALUE_TRUE -> Optional.of(true);
            case VALUE_FALSE -> Optional.of(false);
            case VALUE_NULL -> Optional.empty();
            case VALUE_STRING -> Optional.of(in.getText());
            default -> throw new IOException("it holds " + in.currentToken());
        };
    }
}
