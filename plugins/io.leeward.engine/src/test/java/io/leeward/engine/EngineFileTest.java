package io.leeward.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineFileTest {
    @TempDir
    private Path data;

    @Test
    void theFileSaysHowTheEngineIsFoundAndGoesWithIt() throws Exception {
        EngineFile file = new EngineFile(data);
        file.write("192.0.2.1", 8443, 9443, "ab", Instant.parse("2026-11-22T10:00:00Z"));
        assertThat(Files.readString(data.resolve("engine.json")))
                .isEqualTo("{\"host\":\"192.0.2.1\",\"controlPort\":8443,\"dataPort\":9443,\"pid\":"
                        + ProcessHandle.current().pid()
                        + ",\"caFingerprint\":\"ab\",\"startedAt\":\"2026-11-22T10:00:00Z\"}\n");
        file.write("127.0.0.1", 1, 2, "cd", Instant.EPOCH);
        file.remove();
        file.remove();
        assertThat(data.resolve("engine.json")).doesNotExist();
    }
}
