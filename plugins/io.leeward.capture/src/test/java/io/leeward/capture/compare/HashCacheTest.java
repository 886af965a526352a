package io.leeward.capture.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.capture.hrl.EpochState;
import io.leeward.kernel.file.MemoryStorage;
import java.nio.ByteBuffer;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HashCacheTest {
    private static final EpochState STATE = new EpochState(3, "spool-a", 10, 9, 100, 12, true);
    private static final ByteBuffer HASH =
            ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16});

    private final MemoryStorage storage = new MemoryStorage();

    private HashCache sealed() {
        HashCache cache = HashCache.open(storage, "d.hashes", 1 << 20);
        cache.reset();
        cache.write(5, HASH.duplicate());
        cache.seal(STATE, true);
        cache.close();
        return HashCache.open(storage, "d.hashes", 1 << 20);
    }

    @Test
    void aMatchingSealMakesItUsableOnce() {
        assertThat(sealed().resume(STATE)).isTrue();
        storage.crash(new Random(1));
        assertThat(HashCache.open(storage, "d.hashes", 1 << 20).resume(STATE))
                .as("it was not sealed again")
                .isFalse();
    }

    @Test
    void hashesAreKept() {
        HashCache cache = sealed();
        cache.resume(STATE);
        ByteBuffer read = ByteBuffer.allocate(48);
        cache.read(4, read);
        assertThat(read.flip().slice(16, 16)).isEqualTo(HASH);
        assertThat(read.slice(0, 16)).isEqualTo(ByteBuffer.allocate(16));
        assertThat(read.slice(32, 16)).isEqualTo(ByteBuffer.allocate(16));
    }

    @Test
    void anotherEpochSpoolOrSequenceMakesItUseless() {
        assertThat(sealed().resume(new EpochState(4, "spool-a", 10, 9, 100, 12, true)))
                .isFalse();
        assertThat(sealed().resume(new EpochState(3, "spool-b", 10, 9, 100, 12, true)))
                .isFalse();
        assertThat(sealed().resume(new EpochState(3, "spool-a", 10, 9, 100, 13, true)))
                .isFalse();
        assertThat(sealed().resume(new EpochState(3, "spool-a", 10, 9, 100, 0, true)))
                .isFalse();
    }

    @Test
    void anotherSizeOfTheDiskMakesItUseless() {
        sealed().close();
        assertThat(HashCache.open(storage, "d.hashes", 1 << 21).resume(STATE)).isFalse();
    }

    @Test
    void anIncompleteOneIsNotSealed() {
        HashCache cache = HashCache.open(storage, "d.hashes", 1 << 20);
        cache.reset();
        cache.seal(STATE, false);
        assertThat(HashCache.open(storage, "d.hashes", 1 << 20).resume(STATE)).isFalse();
    }

    @Test
    void forgettingForgetsAll() {
        HashCache cache = sealed();
        cache.reset();
        ByteBuffer read = ByteBuffer.allocate(16);
        cache.read(5, read);
        assertThat(read.flip()).isEqualTo(ByteBuffer.allocate(16));
    }
}
