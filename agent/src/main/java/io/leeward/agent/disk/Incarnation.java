package io.leeward.agent.disk;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/** What the hardware says of itself, hashed: another value means another machine, or a copy of this one. */
public final class Incarnation {
    private Incarnation() {}

    /** SHA-256 over the machine's identifier and the serial numbers of its disks in order. */
    public static ByteBuffer of(String productUuid, List<String> serials) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update("leeward-incarnation-v1\0".getBytes(StandardCharsets.UTF_8));
            digest.update((productUuid + "\0").getBytes(StandardCharsets.UTF_8));
            serials.stream()
                    .sorted()
                    .forEach(serial -> digest.update((serial + "\0").getBytes(StandardCharsets.UTF_8)));
            return ByteBuffer.wrap(digest.digest()).asReadOnlyBuffer();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}
