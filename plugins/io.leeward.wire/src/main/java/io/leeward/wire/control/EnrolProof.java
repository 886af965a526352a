package io.leeward.wire.control;

import io.leeward.kernel.Secret;
import io.leeward.kernel.bytes.ByteWriter;
import io.leeward.wire.Frame;
import io.leeward.wire.Texts;
import io.leeward.wire.control.ControlMessage.Enrol;
import io.leeward.wire.control.ControlMessage.Enrolled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Both proofs of an enrolment: that the agent knows the registration key, and that the server does. The key itself is
 * never sent. Both are HMAC-SHA256 under the UTF-8 bytes of the key. The agent's is bound to the certificate that the
 * server showed on this connection, so that somebody in the middle, who has to show another certificate, cannot pass it
 * on.
 */
public final class EnrolProof {
    private static final String REQUEST = "leeward-enrol-v1";
    private static final String ANSWER = "leeward-enrolled-v1";

    private EnrolProof() {}

    /**
     * What {@link Enrol#proof} has to be.
     *
     * @param serverCertificate DER of the certificate that the server showed in the TLS handshake
     * @param enrol the request; its own proof is not looked at
     */
    public static ByteBuffer ofRequest(Secret registrationKey, ByteBuffer serverCertificate, Enrol enrol) {
        ByteWriter out = start(REQUEST).bytes(sha256(serverCertificate));
        ControlWire.fixed(out, enrol.clientNonce());
        ControlWire.fixed(out, enrol.serverNonce());
        ControlWire.text(out, enrol.name(), Texts.NAME);
        out.block(ControlWire.certificate(enrol.signingRequest()));
        ControlWire.fixed(out, enrol.incarnation());
        ControlWire.disks(out, enrol.disks());
        return hmac(registrationKey, out.written());
    }

    /**
     * What {@link Enrolled#proof} has to be.
     *
     * @param enrolled the answer; its own proof is not looked at
     */
    public static ByteBuffer ofAnswer(
            Secret registrationKey, ByteBuffer serverNonce, ByteBuffer clientNonce, Enrolled enrolled) {
        ByteWriter out = start(ANSWER);
        ControlWire.fixed(out, serverNonce);
        ControlWire.fixed(out, clientNonce);
        ControlWire.text(out, enrolled.machine(), Texts.ID);
        ControlWire.identifiers(out, enrolled.disks());
        ControlWire.certificates(out, enrolled.certificates());
        return hmac(registrationKey, out.written());
    }

    /** Whether two proofs are equal, in a time that does not depend on where they differ. */
    public static boolean equal(ByteBuffer one, ByteBuffer other) {
        return MessageDigest.isEqual(bytes(one), bytes(other));
    }

    private static ByteWriter start(String label) {
        return new ByteWriter(1024, Frame.LARGEST_BYTES)
                .bytes(ByteBuffer.wrap(label.getBytes(StandardCharsets.US_ASCII)));
    }

    private static ByteBuffer sha256(ByteBuffer bytes) {
        try {
            return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(bytes(bytes)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static ByteBuffer hmac(Secret key, ByteBuffer message) {
        byte[] revealed = key.reveal();
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(revealed, "HmacSHA256"));
            mac.update(message);
            return ByteBuffer.wrap(mac.doFinal()).asReadOnlyBuffer();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java runtime has HMAC-SHA256", e);
        } finally {
            Arrays.fill(revealed, (byte) 0);
        }
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] out = new byte[buffer.remaining()];
        buffer.duplicate().get(out);
        return out;
    }
}
