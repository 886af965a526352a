package io.leeward.agent.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeward.agent.folder.AgentConfig.EnrolledDisk;
import io.leeward.kernel.file.StoredFile;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataFolderTest {
    @TempDir
    Path parent;

    private DataFolder open() {
        return DataFolder.open(parent.resolve("data"));
    }

    private String permissions(String file) throws Exception {
        return PosixFilePermissions.toString(
                Files.getPosixFilePermissions(parent.resolve("data").resolve(file)));
    }

    @Test
    void onlyItsOwnerMayReadIt() throws Exception {
        DataFolder folder = open();
        folder.keepIdentity("secret");
        folder.keep(new AgentConfig("web", "m-1", List.of("h:1"), List.of()));
        try (StoredFile file = folder.state().open("d.hrl")) {
            file.write(0, ByteBuffer.allocate(1));
        }
        assertThat(permissions("")).isEqualTo("rwx------");
        assertThat(permissions("state")).isEqualTo("rwx------");
        assertThat(permissions("identity.pem")).isEqualTo("rw-------");
        assertThat(permissions("agent.json")).isEqualTo("rw-------");
        assertThat(permissions("state/d.hrl")).isEqualTo("rw-------");
    }

    @Test
    void twoAgentsCannotUseOneFolder() {
        DataFolder folder = open();
        try (DataFolder.Lock lock = folder.lock()) {
            assertThatThrownBy(folder::lock).hasMessageContaining("AGENT-RUNNING");
            assertThat(folder.tryLock()).isEmpty();
        }
        folder.lock().close();
    }

    @Test
    void whatTheEnrolmentSettledReadsBack() {
        AgentConfig config = new AgentConfig(
                "web-1",
                "m-1",
                List.of("a:443", "b:8443"),
                List.of(
                        new EnrolledDisk("d1", "/dev/sda", "SN", true, 1L << 40),
                        new EnrolledDisk("d2", "/ñ.img", "r", false, 512)));
        open().keep(config);
        assertThat(open().enrolled()).isEqualTo(config);
    }

    @Test
    void aFolderWithoutEnrolmentSaysSo() {
        assertThat(open().config()).isEmpty();
        assertThatThrownBy(() -> open().enrolled()).hasMessageContaining("AGENT-NOT-ENROLLED");
    }

    @Test
    void aDamagedEnrolmentIsASentence() throws Exception {
        open();
        Files.writeString(parent.resolve("data/agent.json"), "{\"name\": 5}");
        assertThatThrownBy(() -> open().enrolled()).hasMessageContaining("AGENT-FILE");
        Files.writeString(parent.resolve("data/agent.json"), "no json");
        assertThatThrownBy(() -> open().enrolled()).hasMessageContaining("AGENT-FILE");
    }

    @Test
    void statusReadsBack() {
        open().status(Map.of(
                "phase", "replicating", "problem", Optional.empty(), "disks", List.of(Map.of("bytes", 5L))));
        assertThat(open().status()).hasValueSatisfying(status -> {
            assertThat(status).containsEntry("phase", "replicating").doesNotContainKey("problem");
            assertThat(status.get("disks")).isEqualTo(List.of(Map.of("bytes", 5L)));
        });
    }
}
