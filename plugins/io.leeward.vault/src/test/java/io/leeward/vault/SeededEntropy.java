package io.leeward.vault;

import io.leeward.kernel.Entropy;
import java.util.Random;

/** The same bytes for the same seed. */
public final class SeededEntropy implements Entropy {
    private final Random random;

    public SeededEntropy(long seed) {
        random = new Random(seed);
    }

    @Override
    public synchronized void fill(byte[] target) {
        random.nextBytes(target);
    }
}
