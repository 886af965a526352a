package io.leeward.kernel;

import java.util.HexFormat;

/** Makes identifiers that are unique for practical purposes: 128 random bits as 32 lower-case hexadecimal digits. */
public final class Ids {
    /** Random bytes behind one identifier. */
    public static final int BYTES = 16;

    private final Entropy entropy;

    public Ids(Entropy entropy) {
        this.entropy = entropy;
    }

    /** A new identifier that has never been returned before, with overwhelming probability. */
    public String next() {
        return HexFormat.of().formatHex(entropy.bytes(BYTES));
    }
}
