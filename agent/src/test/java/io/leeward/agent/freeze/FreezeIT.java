package io.leeward.agent.freeze;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leeward.agent.LoopDisk;
import io.leeward.capture.port.Freezer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreezeIT {
    private static final Duration LONG = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    @BeforeEach
    void needsRoot() {
        assumeTrue(LoopDisk.possible(), "loop devices need root");
    }

    private static LinuxFreezer freezer(Path disk) {
        return new LinuxFreezer(List.of(disk), new ReentrantLock());
    }

    private static CompletableFuture<Path> write(LoopDisk disk) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return Files.writeString(disk.mount().resolve("written"), "x");
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        });
    }

    @Test
    void nothingIsWrittenBetweenFreezeAndThaw() throws Exception {
        try (LoopDisk disk = LoopDisk.create(folder, 16, false)) {
            Freezer.Frozen frozen = freezer(disk.device()).freeze(LONG);
            assertThat(frozen.holds(0)).isTrue();
            CompletableFuture<Path> write = write(disk);
            await().during(Duration.ofMillis(300)).until(() -> !write.isDone());
            assertThat(frozen.thaw()).isTrue();
            await().atMost(LONG).until(write::isDone);
        }
    }

    @Test
    void theFileSystemOfAPartitionIsFrozenWithItsDisk() throws Exception {
        try (LoopDisk disk = LoopDisk.create(folder, 16, true)) {
            Freezer.Frozen frozen = freezer(disk.device()).freeze(LONG);
            boolean held = frozen.holds(0);
            assertThat(frozen.thaw()).isTrue();
            assertThat(held).isTrue();
        }
    }

    @Test
    void aDiskWithAPartitionThatCarriesNoFrozenFileSystemIsNotHeld() throws Exception {
        try (LoopDisk disk = LoopDisk.create(folder, 16, true)) {
            LoopDisk.run("addpart", disk.device().toString(), "2", "64", "1024");
            Freezer.Frozen frozen = freezer(disk.device()).freeze(LONG);
            boolean held = frozen.holds(0);
            assertThat(frozen.thaw()).isTrue();
            LoopDisk.run("delpart", disk.device().toString(), "2");
            assertThat(held).isFalse();
        }
    }

    @Test
    void theFileSystemOnAnImageFileIsFrozenThroughItsLoopDevice() throws Exception {
        try (LoopDisk disk = LoopDisk.create(folder, 16, false)) {
            Freezer.Frozen frozen = freezer(disk.image()).freeze(LONG);
            boolean held = frozen.holds(0);
            assertThat(frozen.thaw()).isTrue();
            assertThat(held).isTrue();
        }
    }

    @Test
    void aDiskWithoutMountedFileSystemIsNotHeld() throws Exception {
        Path image = folder.resolve("plain.img");
        LoopDisk.run("truncate", "-s", "1M", image.toString());
        Freezer.Frozen frozen = freezer(image).freeze(LONG);
        assertThat(frozen.holds(0)).isFalse();
        assertThat(frozen.thaw()).isTrue();
    }

    @Test
    void theWatchdogThawsAfterTheLimitAndTheThawSaysSo() throws Exception {
        try (LoopDisk disk = LoopDisk.create(folder, 16, false)) {
            Freezer.Frozen frozen = freezer(disk.device()).freeze(Duration.ofMillis(500));
            CompletableFuture<Path> write = write(disk);
            await().atMost(LONG).until(write::isDone);
            assertThat(frozen.thaw()).isFalse();
        }
    }

    @Test
    void theWatchdogThawsWhenTheAgentWasKilled() throws Exception {
        try (LoopDisk disk = LoopDisk.create(folder, 16, false)) {
            Process agent = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            "--enable-native-access=ALL-UNNAMED",
                            "-XX:-UsePerfData",
                            "-cp",
                            System.getProperty("java.class.path"),
                            FreezeAndDie.class.getName(),
                            disk.device().toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            assertThat(agent.inputReader().readLine()).isEqualTo("frozen");
            agent.destroyForcibly().waitFor();
            CompletableFuture<Path> write = write(disk);
            await().atMost(LONG).until(write::isDone);
            assertThat(Files.readString(disk.mount().resolve("written"), UTF_8)).isEqualTo("x");
        }
    }

    @Test
    void aFileSystemThatSomebodyElseFrozeIsLeftToThem() throws Exception {
        try (LoopDisk disk = LoopDisk.create(folder, 16, false)) {
            LoopDisk.run("fsfreeze", "-f", disk.mount().toString());
            try {
                assertThatThrownBy(() -> freezer(disk.device()).freeze(LONG))
                        .hasMessageContaining("another program has frozen it");
            } finally {
                LoopDisk.run("fsfreeze", "-u", disk.mount().toString());
            }
        }
    }
}
