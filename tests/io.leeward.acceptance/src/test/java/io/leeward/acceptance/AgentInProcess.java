package io.leeward.acceptance;

import io.leeward.agent.folder.DataFolder;
import io.leeward.agent.run.RunSettings;
import io.leeward.agent.run.RunningAgent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** An agent on a thread of this process. */
final class AgentInProcess implements AutoCloseable {
    private final RunningAgent agent;
    private final Thread thread;

    AgentInProcess(Path data) {
        agent = new RunningAgent(
                DataFolder.existing(data).orElseThrow(),
                new RunSettings(Duration.ofSeconds(10), Optional.empty(), Optional.empty(), Optional.empty()));
        thread = Thread.ofPlatform().name("agent").start(() -> {
            try {
                agent.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Override
    public void close() throws InterruptedException {
        agent.stop();
        thread.join();
    }
}
