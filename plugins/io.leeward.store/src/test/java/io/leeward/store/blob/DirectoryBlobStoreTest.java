package io.leeward.store.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeward.kernel.Issue.Kind;
import io.leeward.kernel.Outcome;
import io.leeward.operations.vaults.StoreAddress;
import io.leeward.store.system.SystemSources;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.BlobStore;
import io.leeward.vault.blob.CreateResult;
import io.leeward.vault.blob.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryBlobStoreTest {
    private static final BlobName NAME = new BlobName("state/machines/m1/head.json");

    @TempDir
    private Path folder;

    @Test
    void aTornFileOfACrashedWriterIsNeverSeenAsABlob() throws IOException {
        BlobStore store = make(folder.resolve("store"));
        Path torn = folder.resolve("store/.leeward/tmp/0123456789abcdef0123456789abcdef");
        Files.writeString(torn, "LEEWARD-BLOB 1 0123");

        assertThat(store.list("", Optional.empty()).names()).isEmpty();
        assertThat(store.create(NAME, bytes("whole"))).isInstanceOf(CreateResult.Created.class);
        assertThat(store.list("", Optional.empty()).names()).containsExactly(NAME);
    }

    @Test
    void whatACrashedWriterLeftIsRemovedWhenItIsOld() throws IOException {
        make(folder.resolve("store"));
        Path old = Files.writeString(folder.resolve("store/.leeward/tmp/old"), "x");
        Path young = Files.writeString(folder.resolve("store/.leeward/tmp/young"), "x");
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

        open(folder.resolve("store"));

        assertThat(old).doesNotExist();
        assertThat(young).exists();
    }

    @Test
    void noTemporaryFileIsLeftBehind() throws IOException {
        BlobStore store = make(folder.resolve("store"));
        store.create(NAME, bytes("1"));
        store.create(NAME, bytes("2"));
        store.replace(NAME, bytes("3"), store.read(NAME).orElseThrow().version());
        store.storeTime();

        try (Stream<Path> files = Files.list(folder.resolve("store/.leeward/tmp"))) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void aMissingFolderIsNoStoreAndOpeningItLeavesNothingBehind() {
        Path missing = folder.resolve("missing");

        assertThatThrownBy(() -> open(missing))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.issue().kind()).isEqualTo(Kind.NOT_FOUND))
                .hasMessageContaining(missing.toString());
        assertThat(missing).doesNotExist();
    }

    @Test
    void aFolderWithOtherThingsIsNotMadeAStore() throws IOException {
        Files.writeString(folder.resolve("letter.txt"), "x");

        assertThatThrownBy(() -> make(folder))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.issue().kind()).isEqualTo(Kind.NOT_ALLOWED))
                .hasMessageContaining("letter.txt");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void anEmptyFolderIsMadeAStoreAndAStoreStaysWhatItIs() {
        assertThat(make(folder).create(NAME, bytes("1"))).isInstanceOf(CreateResult.Created.class);

        assertThat(make(folder).create(NAME, bytes("2"))).isInstanceOf(CreateResult.Exists.class);
    }

    @Test
    void aFolderThatIsNoLongerMountedIsNotTakenForAnEmptyStore() throws IOException {
        Path mounted = folder.resolve("store");
        BlobStore store = make(mounted);
        Files.move(mounted, folder.resolve("elsewhere"));
        Files.createDirectory(mounted);

        List<Runnable> uses = List.of(
                () -> store.create(NAME, bytes("x")),
                () -> store.read(NAME),
                () -> store.size(NAME),
                () -> store.list("", Optional.empty()));
        for (Runnable use : uses) {
            assertThatThrownBy(use::run).isInstanceOfSatisfying(StoreException.class, e -> assertThat(
                            e.issue().kind())
                    .isEqualTo(Kind.NOT_REACHABLE));
        }
        assertThat(mounted).isEmptyDirectory();
    }

    @Test
    void aStoreOfANewerFormatIsRefused() throws IOException {
        make(folder.resolve("store"));
        Files.writeString(folder.resolve("store/.leeward/format"), "leeward-directory-store 2\n");

        assertThatThrownBy(() -> open(folder.resolve("store")))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.issue().code()).isEqualTo("STORE-FORMAT-UNKNOWN"));
    }

    @Test
    void aDamagedFileIsToldFromAMissingOne() throws IOException {
        BlobStore store = make(folder.resolve("store"));
        store.create(NAME, bytes("1"));
        Files.writeString(folder.resolve("store/state/machines/m1/head.json@"), "garbage");

        assertThatThrownBy(() -> store.read(NAME))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("damaged");
    }

    @Test
    void aPrefixThatIsNoNameFindsNothing() {
        BlobStore store = make(folder.resolve("store"));

        assertThat(store.list("../", Optional.empty()).names()).isEmpty();
        assertThat(store.list(".leeward/", Optional.empty()).names()).isEmpty();
        assertThat(store.list("/", Optional.empty()).names()).isEmpty();
    }

    @Test
    void fileSystemsWithoutLinksStillCreateOnce() throws IOException {
        make(folder.resolve("store"));
        Files.writeString(folder.resolve("store/.leeward/format"), "leeward-directory-store 1\nlinks no\n");
        BlobStore store = open(folder.resolve("store"));

        assertThat(store.create(NAME, bytes("1"))).isInstanceOf(CreateResult.Created.class);
        assertThat(store.create(NAME, bytes("2"))).isInstanceOf(CreateResult.Exists.class);
        assertThat(StandardCharsets.UTF_8
                        .decode(store.read(NAME).orElseThrow().content())
                        .toString())
                .isEqualTo("1");
    }

    @Test
    void theOpenerAnswersWithTheIssueOfAMissingFolder() {
        DirectoryStoreOpener opener = new DirectoryStoreOpener(SystemSources.CLOCK, SystemSources.ENTROPY);
        StoreAddress address = new StoreAddress(
                StoreAddress.Kind.DIRECTORY, folder.resolve("new").toString());

        assertThat(opener.open(address, Optional.empty()))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.issue().kind()).isEqualTo(Kind.NOT_FOUND));
        assertThat(opener.openOrMake(address, Optional.empty())).isInstanceOf(Outcome.Done.class);
        assertThat(opener.open(address, Optional.empty())).isInstanceOf(Outcome.Done.class);
    }

    private static BlobStore make(Path path) {
        return DirectoryBlobStore.make(path, SystemSources.CLOCK, SystemSources.ENTROPY);
    }

    private static BlobStore open(Path path) {
        return DirectoryBlobStore.open(path, SystemSources.CLOCK, SystemSources.ENTROPY);
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
