package io.leeward.store.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leeward.store.system.SystemSources;
import io.leeward.vault.blob.Blob;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.BlobStore;
import io.leeward.vault.blob.CreateResult;
import io.leeward.vault.blob.StoreException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory store on a small file system that gets full, read-only and unmounted. Mounting needs root. */
class DirectoryBlobStoreDisksIT {
    private static final BlobName NAME = new BlobName("state/head.json");

    @TempDir
    private Path folder;

    private Path mounted;
    private BlobStore store;

    @BeforeEach
    void mount() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root mounts file systems");
        mounted = Files.createDirectory(folder.resolve("mounted"));
        run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", mounted.toString());
        store = DirectoryBlobStore.make(mounted, SystemSources.CLOCK, SystemSources.ENTROPY);
        store.create(NAME, ByteBuffer.allocate(100));
    }

    @AfterEach
    void unmount() throws Exception {
        if (mounted != null) {
            new ProcessBuilder("umount", mounted.toString()).start().waitFor();
        }
    }

    @Test
    void aFullDiskIsToldAndNothingIsHalfThere() {
        Blob before = store.read(NAME).orElseThrow();
        ByteBuffer large = ByteBuffer.allocate(5 * 1024 * 1024);

        assertIssue(() -> store.create(new BlobName("large"), large), "FILE-SYSTEM-FULL");
        assertIssue(() -> store.replace(NAME, large, before.version()), "FILE-SYSTEM-FULL");

        assertThat(store.read(NAME).orElseThrow()).isEqualTo(before);
        assertThat(store.list("", Optional.empty()).names()).containsExactly(NAME);
        assertThat(store.create(new BlobName("small"), ByteBuffer.allocate(1024 * 1024)))
                .isInstanceOf(CreateResult.Created.class);
    }

    @Test
    void aReadOnlyStoreIsReadAndNotWritten() throws Exception {
        run("mount", "-o", "remount,ro", mounted.toString());
        BlobStore readOnly = DirectoryBlobStore.open(mounted, SystemSources.CLOCK, SystemSources.ENTROPY);

        Blob blob = readOnly.read(NAME).orElseThrow();
        assertThat(readOnly.list("", Optional.empty()).names()).containsExactly(NAME);
        assertThat(readOnly.storeTime()).isNotNull();
        assertIssue(() -> readOnly.create(new BlobName("x"), ByteBuffer.allocate(1)), "FILE-READ-ONLY");
        assertIssue(() -> readOnly.replace(NAME, ByteBuffer.allocate(1), blob.version()), "FILE-READ-ONLY");
        assertIssue(() -> readOnly.delete(NAME), "FILE-READ-ONLY");
    }

    @Test
    void anUnmountedStoreIsGoneAndTheFolderBelowItIsLeftAlone() throws Exception {
        run("umount", mounted.toString());

        assertIssue(() -> store.create(new BlobName("x"), ByteBuffer.allocate(1)), "STORE-GONE");
        assertIssue(() -> store.read(NAME), "STORE-GONE");
        assertThat(mounted).isEmptyDirectory();
    }

    private static void assertIssue(Runnable use, String code) {
        assertThatThrownBy(use::run).isInstanceOfSatisfying(StoreException.class, e -> {
            assertThat(e.issue().code()).isEqualTo(code);
            assertThat(e.issue().remedy()).isNotEmpty();
            assertThat(e.outcomeUnknown()).isFalse();
        });
    }

    private static void run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor()).isZero();
    }
}
