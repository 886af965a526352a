package io.leeward.vault.key;

import io.leeward.kernel.Secret;
import java.util.Arrays;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * What it costs to try a passphrase: the parameters of Argon2id, version 1.3.
 *
 * @param memoryKib memory in KiB, 8 per lane to 262,144
 * @param iterations passes over the memory, 1 to 16
 * @param lanes degree of parallelism, 1 to 16
 */
public record PassphraseCost(int memoryKib, int iterations, int lanes) {
    /** The second recommendation of RFC 9106: 64 MiB, 3 passes, 4 lanes. */
    public static final PassphraseCost STANDARD = new PassphraseCost(64 * 1024, 3, 4);

    /** Bytes of salt. */
    public static final int SALT_BYTES = 16;

    private static final int MOST_MEMORY_KIB = 256 * 1024;
    private static final int MOST_ITERATIONS = 16;
    private static final int MOST_LANES = 16;

    public PassphraseCost {
        boolean fits = iterations >= 1 && iterations <= MOST_ITERATIONS && lanes >= 1 && lanes <= MOST_LANES;
        if (!fits || memoryKib < 8 * lanes || memoryKib > MOST_MEMORY_KIB) {
            throw new IllegalArgumentException(
                    "Argon2id with " + memoryKib + " KiB, " + iterations + " passes, " + lanes + " lanes");
        }
    }

    /** The 32 bytes that a passphrase and a salt yield. */
    public byte[] stretch(Secret passphrase, byte[] salt) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(memoryKib)
                .withIterations(iterations)
                .withParallelism(lanes)
                .withSalt(salt)
                .build());
        byte[] out = new byte[Hkdf.KEY_BYTES];
        byte[] text = passphrase.reveal();
        generator.generateBytes(text, out);
        Arrays.fill(text, (byte) 0);
        return out;
    }
}
