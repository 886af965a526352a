package io.leeward.kernel;

/** Source of random bytes, injected: cryptographically strong in production, seeded in simulations. */
@FunctionalInterface
public interface Entropy {
    /** Fills the whole array with random bytes. */
    void fill(byte[] target);

    /** Returns {@code count} fresh random bytes. */
    default byte[] bytes(int count) {
        byte[] out = new byte[count];
        fill(out);
        return out;
    }
}
