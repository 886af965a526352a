package io.leeward.agent.trust;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/**
 * A fresh key pair on P-256 and its signing request.
 *
 * @param key the private key
 * @param signingRequest PKCS#10, DER
 */
public record AgentKey(PrivateKey key, ByteBuffer signingRequest) {

    /** A new key; the name in the request is for people, the server decides what the certificate says. */
    public static AgentKey generate(String name) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            KeyPair pair = generator.generateKeyPair();
            byte[] request = new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=" + name), pair.getPublic())
                    .build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()))
                    .getEncoded();
            return new AgentKey(pair.getPrivate(), ByteBuffer.wrap(request));
        } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
            throw new IllegalStateException("every Java runtime has P-256 and ECDSA", e);
        }
    }
}
