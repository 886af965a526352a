package io.leeward.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The demonstration as {@code releng/demo --headless} runs it: as root with a mounted file system and SQLite. */
@Timeout(480)
class HeadlessDemoIT {
    private static final Path DIST = Path.of(System.getProperty("leeward.dist"));
    private static final long LIMIT_SECONDS = 420;

    @TempDir
    private Path folder;

    @Test
    void theWholeJobHoldsInAFolder() throws Exception {
        assertThat(demo(List.of())).contains("it lies in a folder").contains("All of it held");
    }

    @Test
    void theWholeJobHoldsInAzurite() throws Exception {
        assertThat(demo(List.of(System.getProperty("leeward.azurite"))))
                .contains("Azurite")
                .contains("All of it held");
    }

    private String demo(List<String> azurite) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Path leeward = folder.resolve("leeward");
        Files.writeString(
                leeward,
                "#!/bin/sh\nexec '" + java + "' -Xmx1g --enable-native-access=ALL-UNNAMED"
                        + " --sun-misc-unsafe-memory-access=allow '-Dleeward.plugins=" + DIST
                        + "/console/plugins' -cp '" + DIST + "/cli/lib/*' io.leeward.cli.Main \"$@\"\n");
        assertThat(leeward.toFile().setExecutable(true)).isTrue();
        Path out = folder.resolve("demo.out");
        List<String> command = new ArrayList<>(List.of(
                java,
                "-cp",
                bundle("io.leeward.tutorial_") + ":" + bundle("io.leeward.kernel_"),
                "io.leeward.tutorial.Main",
                "headless",
                Files.createDirectories(folder.resolve("work")).toString(),
                leeward.toString(),
                DIST.resolve("agent/bin/leeward-agent").toString(),
                DIST.resolve("console/leeward-console").toString()));
        command.addAll(azurite);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(out)).isZero();
        return Files.readString(out);
    }

    private static String bundle(String prefix) throws IOException {
        try (Stream<Path> bundles = Files.list(DIST.resolve("console/plugins"))) {
            return bundles.filter(bundle -> bundle.getFileName().toString().startsWith(prefix))
                    .findFirst()
                    .orElseThrow()
                    .toString();
        }
    }
}
