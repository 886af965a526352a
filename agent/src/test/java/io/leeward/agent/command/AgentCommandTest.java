package io.leeward.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AgentCommandTest {
    @TempDir
    Path folder;

    private int enrol(String... more) throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "k");
        Path disk = Files.write(folder.resolve("disk"), new byte[4096]);
        String[] base = {
            "enrol",
            "--data",
            folder.resolve("data").toString(),
            "--registration-key-file",
            key.toString(),
            "--name",
            "web",
            "--disk",
            disk.toString()
        };
        String[] all = java.util.Arrays.copyOf(base, base.length + more.length);
        System.arraycopy(more, 0, all, base.length, more.length);
        return AgentCommand.execute(all);
    }

    @Test
    void usageErrorsLeaveWithTwo() throws Exception {
        assertThat(AgentCommand.execute()).isEqualTo(2);
        assertThat(AgentCommand.execute("nonsense")).isEqualTo(2);
        assertThat(AgentCommand.execute("enrol")).isEqualTo(2);
        assertThat(enrol("--server", "http://127.0.0.1:1")).isEqualTo(2);
        assertThat(enrol("--server", "https://127.0.0.1:1", "--ca-fingerprint", "12"))
                .isEqualTo(2);
    }

    @Test
    void anUnreachableServerLeavesWithFive() throws Exception {
        assertThat(enrol("--server", "https://127.0.0.1:1")).isEqualTo(5);
    }

    @Test
    void aMissingDiskLeavesWithFour() throws Exception {
        assertThat(enrol(
                        "--server",
                        "https://127.0.0.1:1",
                        "--disk",
                        folder.resolve("none").toString()))
                .isEqualTo(4);
    }

    @Test
    void runAndStatusWithoutEnrolmentSaySo() {
        assertThat(AgentCommand.execute("run", "--data", folder.toString())).isEqualTo(3);
        assertThat(AgentCommand.execute("status", "--data", folder.toString())).isEqualTo(4);
    }

    @Test
    void runRefusesOptionsThatMakeNoSense() {
        assertThat(AgentCommand.execute("run", "--data", folder.toString(), "--pre", "true"))
                .isEqualTo(2);
        assertThat(AgentCommand.execute("run", "--data", folder.toString(), "--freeze-limit", "1h"))
                .isEqualTo(2);
    }
}
