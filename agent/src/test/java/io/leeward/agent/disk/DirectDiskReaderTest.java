package io.leeward.agent.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectDiskReaderTest {
    @TempDir
    Path folder;

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocateDirect(bytes + 2 * 4096).alignedSlice(4096).limit(bytes);
    }

    private Path file(int bytes) throws Exception {
        byte[] content = new byte[bytes];
        new Random(1).nextBytes(content);
        return Files.write(folder.resolve("disk.img"), content);
    }

    @Test
    void readsAnyBlocksAndTheShortLastOne() throws Exception {
        Path file = file(10 * 4096 + 700);
        byte[] content = Files.readAllBytes(file);
        try (DirectDiskReader reader = new DirectDiskReader(file)) {
            assertThat(reader.bytes()).isEqualTo(content.length);
            ByteBuffer all = buffer(content.length);
            assertThat(reader.read(0, all)).isEmpty();
            assertThat(all.flip()).isEqualTo(ByteBuffer.wrap(content));
            ByteBuffer end = buffer(4096 + 700);
            assertThat(reader.read(9 * 4096, end)).isEmpty();
            assertThat(end.flip()).isEqualTo(ByteBuffer.wrap(content, 9 * 4096, 4096 + 700));
        }
    }

    @Test
    void seesWhatWasWrittenAMomentAgo() throws Exception {
        Path file = file(4 * 4096);
        try (DirectDiskReader reader = new DirectDiskReader(file)) {
            byte[] other = new byte[4 * 4096];
            Files.write(file, other);
            ByteBuffer all = buffer(other.length);
            reader.read(0, all);
            assertThat(all.flip()).isEqualTo(ByteBuffer.wrap(other));
        }
    }

    @Test
    void aMissingDiskIsNamed() {
        try (DirectDiskReader reader = new DirectDiskReader(folder.resolve("none"))) {
            assertThatThrownBy(reader::bytes)
                    .hasMessageContaining("DISK-MISSING")
                    .hasMessageContaining("none");
        }
    }

    @Test
    void aDiskThatShrankWhileItIsReadIsMissing() throws Exception {
        Path file = file(8 * 4096);
        try (DirectDiskReader reader = new DirectDiskReader(file)) {
            reader.bytes();
            Files.write(file, new byte[4096]);
            assertThatThrownBy(() -> reader.read(0, buffer(8 * 4096))).hasMessageContaining("DISK-MISSING");
        }
    }
}
