package io.leeward.store.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leeward.kernel.Issue.Kind;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.file.Storage;
import io.leeward.kernel.file.StorageContract;
import io.leeward.kernel.file.StoredFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderStorageTest extends StorageContract {
    private static final Path FULL_DEVICE = Path.of("/dev/full");

    @TempDir
    private Path root;

    private Path folder;
    private FolderStorage storage;

    @BeforeEach
    void open() {
        folder = root.resolve("a/b");
        storage = FolderStorage.open(folder);
    }

    @AfterEach
    void close() {
        storage.close();
    }

    @Override
    protected Storage openEmpty() {
        return FolderStorage.open(root.resolve("empty/one"));
    }

    @Test
    void onlyRegularFilesWithNamesOfAStorageAreListed() throws IOException {
        storage.open("1.seg").close();
        Files.createDirectory(folder.resolve("folder"));
        Files.createFile(folder.resolve("strange name"));

        assertThat(storage.list()).containsExactly("1.seg");
    }

    @Test
    void aFullDiskIsAnIssueWithItsRemedyAndTheFileIsNotUsedAgain() throws IOException {
        assumeTrue(Files.exists(FULL_DEVICE), "a device that is always full");
        Files.createSymbolicLink(folder.resolve("full"), FULL_DEVICE);

        try (StoredFile file = storage.open("full")) {
            assertThatThrownBy(() -> file.write(0, bytes("x"))).isInstanceOfSatisfying(IssueException.class, e -> {
                assertThat(e.issue().code()).isEqualTo("FILE-SYSTEM-FULL");
                assertThat(e.issue().remedy()).startsWith("Make room");
            });
            assertThatThrownBy(file::sync).isInstanceOfSatisfying(IssueException.class, e -> assertThat(
                            e.issue().code())
                    .isEqualTo("FILE-UNCERTAIN"));
        }
    }

    @Test
    void aFolderThatIsGoneIsAnIssue() throws IOException {
        Files.delete(folder.resolve(".lock"));
        Files.delete(folder);

        assertThatThrownBy(() -> storage.open("x"))
                .isInstanceOfSatisfying(
                        IssueException.class, e -> assertThat(e.issue().code()).isEqualTo("FILE-MISSING"));
        assertThatThrownBy(storage::list).isInstanceOf(IssueException.class);
        assertThatThrownBy(storage::freeBytes).isInstanceOf(IssueException.class);
        assertThatThrownBy(storage::syncFolder).isInstanceOf(IssueException.class);
    }

    @Test
    void aFolderHasOneOwnerInThisProcess() {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> FolderStorage.open(root.resolve("a/../a/b")))
                    .isInstanceOfSatisfying(IssueException.class, e -> {
                        assertThat(e.issue().code()).isEqualTo("FOLDER-IN-USE");
                        assertThat(e.issue().kind()).isEqualTo(Kind.NOT_ALLOWED);
                    });
        }
        storage.close();
        storage = FolderStorage.open(folder);
    }

    @Test
    void aFolderHasOneOwnerAmongProcesses() throws Exception {
        Path other = root.resolve("other");
        Process owner = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        OwningProcess.class.getName(),
                        other.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(owner.inputReader().readLine()).isEqualTo("owned");

            assertThatThrownBy(() -> FolderStorage.open(other))
                    .isInstanceOf(IssueException.class)
                    .hasMessageContaining("Process " + owner.pid());
        } finally {
            owner.destroyForcibly();
            assertThat(owner.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
        FolderStorage.open(other).close();
    }

    @Test
    void filesAndFoldersAreTheirUsersAlone() throws IOException {
        storage.open("x").close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
                .isEqualTo("rwx------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("x"))))
                .isEqualTo("rw-------");
        assertThat(storage.freeBytes()).isPositive();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
