package io.leeward.cli.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineFileTest {
    @TempDir
    private Path data;

    @Test
    void theEngineIsLookedForWhereItListens() throws Exception {
        assertThat(addressOf("192.0.2.1")).isEqualTo("https://192.0.2.1:8443/ca");
        assertThat(addressOf("2001:db8::1")).isEqualTo("https://[2001:db8::1]:8443/ca");
    }

    private String addressOf(String host) throws Exception {
        Files.writeString(data.resolve("engine.json"), """
                {"host":"%s","controlPort":8443,"dataPort":9443,"caFingerprint":"ab"}""".formatted(host));
        return EngineFile.in(data).orElseThrow().address("/ca").toString();
    }
}
