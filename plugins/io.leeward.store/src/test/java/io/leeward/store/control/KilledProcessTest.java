package io.leeward.store.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeward.kernel.IssueException;
import io.leeward.operations.live.EventView;
import io.leeward.operations.state.EventStore.Filter;
import io.leeward.store.system.SystemSources;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledProcessTest {
    private static final int ROUNDS = 3;
    private static final int NUMBERS_EACH = 60;

    @TempDir
    private Path folder;

    @Test
    void whatWasAnsweredIsThereAfterTheProcessWasKilled() throws Exception {
        Set<Long> answered = new HashSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            Process process = start();
            try (BufferedReader output = process.inputReader()) {
                for (int i = 0; i < NUMBERS_EACH; i++) {
                    assertThat(answered.add(Long.valueOf(output.readLine()))).isTrue();
                }
                assertThatThrownBy(() -> ControlStore.open(folder, SystemSources.ENTROPY))
                        .isInstanceOfSatisfying(
                                IssueException.class,
                                e -> assertThat(e.issue().code()).isEqualTo("CONTROL-STORE-IN-USE"));
            } finally {
                process.destroyForcibly();
                assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            }
            try (ControlStore store = ControlStore.open(folder, SystemSources.ENTROPY)) {
                Set<Long> found = store.events().list(Filter.ALL, 100_000).stream()
                        .map(EventView::number)
                        .collect(Collectors.toSet());
                assertThat(found).containsAll(answered);
                assertThat(store.events().newest()).isEqualTo(found.size());
            }
        }
    }

    private Process start() throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        AppendingProcess.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
