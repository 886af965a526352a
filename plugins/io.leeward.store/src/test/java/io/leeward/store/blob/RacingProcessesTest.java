package io.leeward.store.blob;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.store.system.SystemSources;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.BlobStore;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RacingProcessesTest {
    private static final int PROCESSES = 2;
    private static final int ROUNDS = 100;

    @TempDir
    private Path folder;

    @Test
    void processesThatRaceWinEachClaimOnceAndLoseNoIncrement() throws Exception {
        BlobStore store = DirectoryBlobStore.make(folder, SystemSources.CLOCK, SystemSources.ENTROPY);
        store.create(new BlobName("counter"), ByteBuffer.wrap("0".getBytes(StandardCharsets.US_ASCII)));
        List<Process> racers = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            racers.add(start("racer " + i));
        }

        List<String> won = new ArrayList<>();
        for (Process racer : racers) {
            won.addAll(racer.inputReader().readAllLines());
            assertThat(racer.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(racer.exitValue()).isZero();
        }

        assertThat(won).hasSize(ROUNDS).doesNotHaveDuplicates();
        assertThat(StandardCharsets.US_ASCII
                        .decode(store.read(new BlobName("counter"))
                                .orElseThrow()
                                .content())
                        .toString())
                .isEqualTo("" + PROCESSES * ROUNDS);
    }

    private Process start(String name) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        CountingProcess.class.getName(),
                        folder.toString(),
                        name,
                        "" + ROUNDS)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
