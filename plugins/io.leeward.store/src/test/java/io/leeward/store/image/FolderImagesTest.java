package io.leeward.store.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.Progress;
import io.leeward.model.DiskId;
import io.leeward.operations.port.ImageFiles;
import io.leeward.operations.port.ImageFiles.Image;
import io.leeward.operations.recover.RecoverToFiles.Format;
import io.leeward.operations.recover.RecoveredDisk;
import io.leeward.store.system.SystemSources;
import io.leeward.vault.restore.VhdFooter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderImagesTest {
    private static final DiskId DISK = new DiskId("disk-a");
    private static final int BLOCK = 4096;
    private static final long DISK_BYTES = 10 * 1024 * 1024 + 512;

    private final ImageFiles images = new FolderImages(SystemSources.CLOCK, SystemSources.ENTROPY);

    @TempDir
    private Path root;

    @Test
    void aRawImageHoldsWhatWasWrittenInAnyOrderAndZerosElsewhere() throws Exception {
        Path file = root.resolve("to/disk-a.raw");
        byte[] expected = new byte[(int) DISK_BYTES];
        RecoveredDisk recovered;
        try (Image image = open(file, Format.RAW)) {
            assertThat(image.zeroed()).isTrue();
            write(image, expected, 2560 * BLOCK, 512);
            write(image, expected, 7 * BLOCK, 16 * BLOCK);
            write(image, expected, 0, BLOCK);
            image.zeros(BLOCK, BLOCK);
            image.commit();
            assertThat(file).doesNotExist();
            recovered = image.finish(DISK, Progress.NONE);
        }

        assertThat(Files.readAllBytes(file)).isEqualTo(expected);
        assertThat(recovered).isEqualTo(new RecoveredDisk(DISK, file, DISK_BYTES, sha256(expected)));
        assertThat(file.getParent()).isDirectoryNotContaining("glob:**.partial");
    }

    @Test
    void zerosBecomeHoles() throws IOException {
        Path file = root.resolve("sparse.raw");
        long size = 1L << 40;
        try (Image image = images.open(file, size, Format.RAW).orThrow()) {
            image.write(size - BLOCK, ByteBuffer.allocate(BLOCK));
            image.write(size / 2, ByteBuffer.wrap(new byte[] {1}));
            image.commit();

            Path part = root.resolve("sparse.raw.partial");
            assertThat(Files.size(part)).isEqualTo(size);
            assertThat(allocatedKib(part)).isLessThan(1024);
        }
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void aVhdIsRoundedUpAndEndsInItsFooter() throws Exception {
        Path file = root.resolve("disk-a.vhd");
        byte[] expected = new byte[(int) VhdFooter.virtualBytes(DISK_BYTES)];
        RecoveredDisk recovered;
        try (Image image = open(file, Format.VHD)) {
            write(image, expected, 3 * BLOCK, BLOCK);
            image.commit();
            recovered = image.finish(DISK, Progress.NONE);
        }

        byte[] found = Files.readAllBytes(file);
        assertThat(recovered.bytes()).isEqualTo(found.length).isEqualTo(11L * 1024 * 1024 + 512);
        assertThat(recovered.sha256()).isEqualTo(sha256(found));
        assertThat(Arrays.copyOf(found, expected.length)).isEqualTo(expected);
        assertThat(new String(found, expected.length, 8, java.nio.charset.StandardCharsets.US_ASCII))
                .isEqualTo("conectix");
    }

    @Test
    void anExistingFileIsRefusedAndStaysAsItIs() throws IOException {
        Path file = Files.writeString(root.resolve("disk-a.raw"), "mine");

        assertThat(images.open(file, DISK_BYTES, Format.RAW)).isInstanceOfSatisfying(Outcome.Refused.class, refused -> {
            assertThat(refused.issue().code()).isEqualTo("IMAGE-EXISTS");
            assertThat(refused.issue().kind().exitCode()).isEqualTo(1);
        });
        assertThat(file).hasContent("mine");
    }

    @Test
    void aFileThatAppearedInTheMeantimeIsNotReplaced() throws IOException {
        Path file = root.resolve("disk-a.raw");
        try (Image image = open(file, Format.RAW)) {
            image.commit();
            Files.writeString(file, "mine");

            assertThatThrownBy(() -> image.finish(DISK, Progress.NONE))
                    .isInstanceOfSatisfying(
                            IssueException.class,
                            e -> assertThat(e.issue().code()).isEqualTo("IMAGE-EXISTS"));
        }
        assertThat(file).hasContent("mine");
        assertThat(root).isDirectoryNotContaining("glob:**.partial");
    }

    @Test
    void whatAnEarlierAttemptLeftIsReplaced() throws Exception {
        Path file = root.resolve("disk-a.raw");
        Files.write(root.resolve("disk-a.raw.partial"), new byte[20 * 1024 * 1024]);
        Files.write(root.resolve("disk-a.raw.partial"), new byte[] {1, 2, 3});

        try (Image image = open(file, Format.RAW)) {
            image.commit();
            image.finish(DISK, Progress.NONE);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(new byte[(int) DISK_BYTES]);
    }

    @Test
    void twoRecoveriesDoNotWriteTheSameImage() {
        Path file = root.resolve("disk-a.raw");
        try (Image image = open(file, Format.RAW)) {
            for (int i = 0; i < 2; i++) {
                assertThat(images.open(file, DISK_BYTES, Format.RAW))
                        .isInstanceOfSatisfying(
                                Outcome.Refused.class,
                                refused -> assertThat(refused.issue().code()).isEqualTo("IMAGE-BEING-WRITTEN"));
            }
            image.commit();
            image.finish(DISK, Progress.NONE);
        }
        assertThat(file).exists();
    }

    @Test
    void anImageThatWasNotFinishedIsRemoved() {
        try (Image image = open(root.resolve("a.raw"), Format.RAW)) {
            image.write(0, ByteBuffer.wrap(new byte[] {1}));
            image.commit();
        }
        assertThat(root).isEmptyDirectory();
    }

    @Test
    void writingBeyondTheDiskIsABug() {
        try (Image image = open(root.resolve("a.vhd"), Format.VHD)) {
            assertThatThrownBy(() -> image.write(DISK_BYTES - 1, ByteBuffer.allocate(2)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> image.zeros(DISK_BYTES, 1)).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsAnIssue() throws IOException {
        Files.writeString(root.resolve("file"), "x");

        assertThat(images.open(root.resolve("file/a.raw"), DISK_BYTES, Format.RAW))
                .isInstanceOf(Outcome.Failed.class);
    }

    private Image open(Path file, Format format) {
        return images.open(file, DISK_BYTES, format).orThrow();
    }

    private static void write(Image image, byte[] expected, int offset, int length) {
        byte[] bytes = new byte[length];
        new Random(offset).nextBytes(bytes);
        System.arraycopy(bytes, 0, expected, offset, length);
        image.write(offset, ByteBuffer.allocateDirect(length).put(bytes).flip());
    }

    private static long allocatedKib(Path file) throws IOException {
        Process du = new ProcessBuilder("du", "-k", file.toString()).start();
        return Long.parseLong(du.inputReader().readLine().split("\\s")[0]);
    }

    private static String sha256(byte[] bytes) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
