package io.leeward.configserver.registry;

import io.leeward.kernel.Secret;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * A private key with its certificates.
 *
 * @param privateKey PKCS#8, DER
 * @param certificates DER, the one of the key first, then its issuers; at least one
 */
public record KeyMaterial(Secret privateKey, List<ByteBuffer> certificates) {
    public KeyMaterial {
        certificates = certificates.stream().map(KeyMaterial::copy).toList();
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("a key without certificate");
        }
    }

    /** The certificates as read-only buffers of their own. */
    @Override
    public List<ByteBuffer> certificates() {
        return certificates.stream().map(ByteBuffer::duplicate).toList();
    }

    private static ByteBuffer copy(ByteBuffer bytes) {
        ByteBuffer copy = ByteBuffer.allocate(bytes.remaining());
        return copy.put(bytes.duplicate()).flip().asReadOnlyBuffer();
    }
}
