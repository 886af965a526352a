package io.leeward.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.door.internal.api.Api;
import io.leeward.operations.memory.MemoryEngine;
import io.leeward.operations.memory.MemoryStores;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The document and the door name the same requests. */
class ApiDocumentTest {
    private static final Pattern PATH = Pattern.compile("  (/[^:]*):");
    private static final Pattern METHOD = Pattern.compile("    (get|post|put|patch|delete):");

    @Test
    void everyDocumentedRequestExistsAndEveryRequestIsDocumented() throws IOException {
        List<String> documented = documented(Files.readString(Path.of("../../docs/api.yaml")));
        try (MemoryEngine engine = new MemoryEngine(new MemoryStores(), Path.of("data"))) {
            List<String> known = new ArrayList<>(new Api(engine.operations()).known());
            known.add("GET /ca");
            assertThat(documented).containsExactlyInAnyOrderElementsOf(known);
        }
    }

    @Test
    void theReaderOfTheDocumentFindsMethodsOfPaths() {
        assertThat(documented(
                        "paths:\n  /a/{b}:\n    get:\n      x: y\n    post:\ncomponents:\n  schemas:\n    get:\n"))
                .containsExactly("GET /a/{b}", "POST /a/{b}");
    }

    private static List<String> documented(String yaml) {
        List<String> found = new ArrayList<>();
        String paths = yaml.substring(yaml.indexOf("paths:"), yaml.indexOf("components:"));
        String path = "";
        for (String line : paths.split("\n")) {
            Matcher atPath = PATH.matcher(line);
            Matcher atMethod = METHOD.matcher(line);
            if (atPath.matches()) {
                path = atPath.group(1);
            } else if (atMethod.matches()) {
                found.add(atMethod.group(1).toUpperCase(Locale.ROOT) + " " + path);
            }
        }
        return found;
    }
}
