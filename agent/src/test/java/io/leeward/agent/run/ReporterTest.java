package io.leeward.agent.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.agent.TestAuthority;
import io.leeward.agent.folder.AgentConfig;
import io.leeward.agent.folder.DataFolder;
import io.leeward.kernel.Issue;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReporterTest {
    @TempDir
    Path folder;

    @Test
    void aFaultIsSaidAndTheNextHeartbeatFollows() throws Exception {
        CountDownLatch asked = new CountDownLatch(2);
        AgentConfig config = new AgentConfig("web", "m-1", List.of("127.0.0.1:1"), List.of());
        try (Reporter reporter = new Reporter(
                DataFolder.open(folder),
                config,
                new TestAuthority().identity(),
                new ReentrantLock(),
                () -> {
                    asked.countDown();
                    throw new IllegalStateException("a fault of the program");
                },
                () -> {})) {
            reporter.start();
            assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(reporter.problem().map(Issue::code)).contains("AGENT-FAULT");
        }
    }
}
