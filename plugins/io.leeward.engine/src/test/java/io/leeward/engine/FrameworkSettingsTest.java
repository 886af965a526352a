package io.leeward.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeward.kernel.IssueException;
import io.leeward.operations.port.EngineSettings;
import io.leeward.operations.port.EngineSettings.Mode;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrameworkSettingsTest {
    @Test
    void aFrameworkThatNamesNoModeWantsNoEngine() {
        assertThat(FrameworkSettings.read(Map.of("leeward.data", "/x")::get)).isEmpty();
    }

    @Test
    void everythingButTheModeHasADefault() {
        assertThat(FrameworkSettings.read(Map.of("leeward.mode", "server")::get))
                .contains(new EngineSettings(
                        Mode.SERVER, Path.of(System.getProperty("user.home"), ".leeward"), "0.0.0.0", 8443, 9443));
    }

    @Test
    void whatIsGivenCounts() {
        Map<String, String> given = Map.of(
                "leeward.mode", "local",
                "leeward.data", "/d",
                "leeward.bind", "127.0.0.1",
                "leeward.controlPort", "0",
                "leeward.dataPort", "1");
        assertThat(FrameworkSettings.read(given::get))
                .contains(new EngineSettings(Mode.LOCAL, Path.of("/d"), "127.0.0.1", 0, 1));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        for (Map<String, String> wrong : java.util.List.of(
                Map.of("leeward.mode", "other"),
                Map.of("leeward.mode", "server", "leeward.controlPort", "x"),
                Map.of("leeward.mode", "server", "leeward.dataPort", "65536"))) {
            assertThatThrownBy(() -> FrameworkSettings.read(wrong::get))
                    .isInstanceOfSatisfying(
                            IssueException.class,
                            e -> assertThat(e.issue().kind().exitCode()).isEqualTo(2));
        }
    }
}
