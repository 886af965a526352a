package io.leeward.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import io.leeward.model.MachineId;
import io.leeward.operations.port.EngineSettings;
import io.leeward.operations.port.EngineSettings.Mode;
import io.leeward.operations.port.NoServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineAssemblyTest {
    @TempDir
    private Path data;

    private EngineSettings settings(Mode mode, int dataPort) {
        return new EngineSettings(mode, data, "127.0.0.1", 0, dataPort);
    }

    @Test
    void anEngineInServerModeListensAndLetsGoOfEverythingWhenItIsClosed() throws Exception {
        int port;
        try (EngineAssembly engine = new EngineAssembly(settings(Mode.SERVER, 0))) {
            port = engine.dataPort().orElseThrow();
            new Socket("127.0.0.1", port).close();
            assertThat(engine.enrolment().newRegistrationKey()).isInstanceOf(Outcome.Done.class);
            assertThat(engine.identity().orElseThrow().authorityFingerprint()).matches("[0-9a-f]{64}");
            assertThat(engine.replication().servers()).hasSize(1);
        }
        assertThatThrownBy(() -> new Socket("127.0.0.1", port)).isInstanceOf(IOException.class);
        new EngineAssembly(settings(Mode.SERVER, port)).close();
    }

    @Test
    void aSecondEngineOnTheSameDataFolderIsRefusedInOneSentence() {
        try (EngineAssembly first = new EngineAssembly(settings(Mode.SERVER, 0))) {
            assertThatThrownBy(() -> new EngineAssembly(settings(Mode.LOCAL, 0)))
                    .isInstanceOfSatisfying(IssueException.class, e -> {
                        assertThat(e.issue().code()).isEqualTo("FOLDER-IN-USE");
                        assertThat(e.issue().remedy()).isNotBlank();
                    });
            assertThat(first.dataPort()).isPresent();
        }
    }

    @Test
    void aDataPortInUseIsSaidAndNothingStaysOpen() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> new EngineAssembly(settings(Mode.SERVER, taken.getLocalPort())))
                    .isInstanceOfSatisfying(
                            IssueException.class,
                            e -> assertThat(e.issue().code()).isEqualTo("PORT-IN-USE"));
        }
        new EngineAssembly(settings(Mode.SERVER, 0)).close();
    }

    @Test
    void anEngineInLocalModeListensNowhereAndSaysSo() {
        try (EngineAssembly engine = new EngineAssembly(settings(Mode.LOCAL, 0))) {
            assertThat(engine.dataPort()).isEmpty();
            assertThat(engine.identity()).isEmpty();
            assertThat(engine.replication()
                            .stop(new MachineId("m"))
                            .toCompletableFuture()
                            .join())
                    .isEqualTo(Outcome.refused(NoServers.NO_ENGINE));
        }
    }

    @Test
    void theAuthorityOutlivesARestartAndSecretsAreItsUsersAlone() throws Exception {
        String fingerprint;
        try (EngineAssembly engine = new EngineAssembly(settings(Mode.SERVER, 0))) {
            fingerprint = engine.identity().orElseThrow().authorityFingerprint();
        }
        try (EngineAssembly engine = new EngineAssembly(settings(Mode.SERVER, 0))) {
            assertThat(engine.identity().orElseThrow().authorityFingerprint()).isEqualTo(fingerprint);
        }
        try (Stream<Path> files = Files.walk(data.resolve("ca"))) {
            assertThat(files.filter(Files::isRegularFile)).isNotEmpty().allSatisfy(file -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------"));
        }
    }
}
