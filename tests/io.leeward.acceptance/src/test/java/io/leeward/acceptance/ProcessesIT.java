package io.leeward.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Engine and agent as real processes, killed and deprived of what they stand on while the disk is changing. */
@Timeout(420)
class ProcessesIT {
    private static final int DISK_BYTES = 48 << 20;

    @TempDir
    private Path folder;

    private Field field;

    @BeforeEach
    void start() throws IOException {
        field = new Field(folder, DISK_BYTES);
        field.startEngine();
    }

    @AfterEach
    void stop() throws InterruptedException {
        field.close();
    }

    @Test
    void aWrongRegistrationKeyIsRefusedAndNothingIsEnrolled() throws Exception {
        Path wrong = field.secret("wrong", "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567");
        Field.Ended refused = field.enrol(wrong);
        assertThat(refused.code()).isEqualTo(6);
        assertThat(refused.err())
                .contains("registration key")
                .contains("Remedy")
                .doesNotContain("ABCDEFGH");
        assertThat(field.done("machine", "list").json()).isEmpty();
    }

    @Test
    void aSecondEngineOnTheSameFolderIsRefusedAndTheFirstGoesOn() throws Exception {
        Field.Ended second = field.leewardRun("engine", "run", "--control-port", "0", "--data-port", "0");
        assertThat(second.code()).isEqualTo(3);
        assertThat(second.err()).contains("in use").contains("Remedy");
        assertThat(second.out()).isEmpty();
        field.done("server", "list");
    }

    @Test
    void anAgentThatIsKilledGoesOnWhereItWas() throws Exception {
        field.protect();
        String before = field.cut();
        field.killAgent();
        field.startAgent();
        String after = field.cut();
        field.recoversExactly(before);
        field.recoversExactly(after);
    }

    @Test
    void anEngineThatIsKilledGoesOnWithoutAPerson() throws Exception {
        field.protect();
        String before = field.cut();
        field.killEngine();
        field.startEngine();
        String after = field.cut();
        field.recoversExactly(before);
        field.recoversExactly(after);
    }

    @Test
    void aDeletedSpoolCostsNoPointThatWasRecoverable() throws Exception {
        field.protect();
        String before = field.cut();
        field.stopEngine();
        delete(field.data().resolve("spool"));
        field.startEngine();
        String after = field.cut();
        field.recoversExactly(before);
        field.recoversExactly(after);
    }

    @Test
    void aVaultThatCannotBeWrittenIsShownAndCaughtUpWith() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can make a folder read-only for root");
        field.protect();
        mount("--bind", field.vault().toString(), field.vault().toString());
        try {
            mount("-o", "remount,bind,ro", field.vault().toString());
            await().atMost(Duration.ofSeconds(120))
                    .pollInterval(Duration.ofSeconds(2))
                    .untilAsserted(() -> {
                        String shown = field.done("machine", "show", "db01").out();
                        assertThat(shown).containsAnyOf("read-only", "Read-only", "cannot be written");
                    });
        } finally {
            run("umount", field.vault().toString());
        }
        field.recoversExactly(field.cut());
    }

    private static void mount(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = "mount";
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        run(command);
    }

    private static void run(String... command) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
