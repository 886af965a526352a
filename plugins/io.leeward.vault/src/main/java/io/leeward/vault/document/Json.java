package io.leeward.vault.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.leeward.model.DiskId;
import io.leeward.model.GroupId;
import io.leeward.model.JobId;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.model.PolicyId;
import io.leeward.model.ServerId;
import io.leeward.model.SpoolId;
import io.leeward.model.VaultId;
import io.leeward.vault.blob.BlobName;
import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;

/**
 * JSON of the vault: records become objects in the order of their components, identifiers and blob names become texts,
 * times ISO 8601 in UTC, durations ISO 8601, bytes base64 with padding. Unknown properties are ignored; nesting,
 * numbers and texts are bounded. Thread-safe.
 */
public final class Json {
    /** Most bytes of one document, sealed or not. */
    public static final int LARGEST_BYTES = 8 * 1024 * 1024;

    private static final int DEEPEST = 32;
    private static final ObjectMapper MAPPER = mapper();

    private Json() {}

    /** The UTF-8 bytes of a value. */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not to be written as JSON: " + value.getClass(), e);
        }
    }

    /** Reads a value; empty when the bytes are not the JSON of one. */
    public static <T> Optional<T> read(byte[] json, Class<T> type) {
        if (json.length > LARGEST_BYTES) {
            return Optional.empty();
        }
        try {
            return Optional.ofNullable(MAPPER.readValue(json, type));
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static ObjectMapper mapper() {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(DEEPEST)
                        .maxStringLength(2 * LARGEST_BYTES)
                        .maxNumberLength(40)
                        .build())
                .build();
        return JsonMapper.builder(factory)
                .addModule(new JavaTimeModule())
                .addModule(values())
                .disable(
                        SerializationFeature.WRITE_DATES_AS_TIMESTAMPS,
                        SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .build();
    }

    private static SimpleModule values() {
        SimpleModule module = new SimpleModule("leeward");
        module.addSerializer(new OptionalJson.Writer());
        module.addDeserializer(Optional.class, optionalReader());
        text(module, VaultId.class, VaultId::new, VaultId::value);
        text(module, MachineId.class, MachineId::new, MachineId::value);
        text(module, DiskId.class, DiskId::new, DiskId::value);
        text(module, PointId.class, PointId::new, PointId::value);
        text(module, GroupId.class, GroupId::new, GroupId::value);
        text(module, PolicyId.class, PolicyId::new, PolicyId::value);
        text(module, ServerId.class, ServerId::new, ServerId::value);
        text(module, SpoolId.class, SpoolId::new, SpoolId::value);
        text(module, JobId.class, JobId::new, JobId::value);
        text(module, BlobName.class, BlobName::new, BlobName::value);
        return module;
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private static JsonDeserializer<Optional> optionalReader() {
        return (JsonDeserializer) new OptionalJson.Reader(TypeFactory.unknownType());
    }

    private static <T> void text(
            SimpleModule module, Class<T> type, Function<String, T> read, Function<T, String> write) {
        module.addSerializer(new StdSerializer<T>(type) {
            private static final long serialVersionUID = 1L;

            @Override
            public void serialize(T value, JsonGenerator out, SerializerProvider provider) throws IOException {
                out.writeString(write.apply(value));
            }
        });
        module.addDeserializer(type, new StdDeserializer<T>(type) {
            private static final long serialVersionUID = 1L;

            @Override
            public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
                return read.apply(in.getValueAsString(""));
            }
        });
    }
}
