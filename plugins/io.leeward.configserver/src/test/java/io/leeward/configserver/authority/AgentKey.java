package io.leeward.configserver.authority;

import java.nio.ByteBuffer;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.ECGenParameterSpec;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;

/** A key as an agent makes it, and the request for its certificate. */
public record AgentKey(KeyPair pair) {
    public static AgentKey fresh() {
        return on("secp256r1");
    }

    public static AgentKey on(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return new AgentKey(generator.generateKeyPair());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    public ByteBuffer request() {
        return requestSignedBy(this);
    }

    /** A request for this key with the signature of another. */
    public ByteBuffer requestSignedBy(AgentKey signer) {
        try {
            var builder = new JcaPKCS10CertificationRequestBuilder(new X500Principal("CN=agent"), pair.getPublic());
            var signature = new JcaContentSignerBuilder("SHA256withECDSA")
                    .build(signer.pair().getPrivate());
            return ByteBuffer.wrap(builder.build(signature).getEncoded());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
