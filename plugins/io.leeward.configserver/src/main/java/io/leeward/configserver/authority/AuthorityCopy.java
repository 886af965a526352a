package io.leeward.configserver.authority;

import io.leeward.configserver.registry.KeyMaterial;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Secret;
import io.leeward.vault.Vault;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.document.Document;
import io.leeward.vault.document.DocumentReplacement;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The copy of an authority that lies in a vault, for the day on which the site and its data folder are lost. */
public final class AuthorityCopy {
    private static final BlobName NAME = new BlobName("state/authority.json");
    private static final Logger LOG = LoggerFactory.getLogger(AuthorityCopy.class);

    private final Vault vault;

    public AuthorityCopy(Vault vault) {
        this.vault = vault;
    }

    /**
     * What the vault keeps, sealed under its key.
     *
     * @param fingerprint of the authority's certificate
     * @param certificate DER
     * @param privateKey PKCS#8
     */
    private record Copy(String fingerprint, byte[] certificate, byte[] privateKey) {
        @Override
        public String toString() {
            return "Copy[" + fingerprint + "]";
        }
    }

    /** Writes the copy unless the vault has it; one of another authority, left by an owner before, is replaced. */
    public void keep(CertificateAuthority authority) {
        try {
            Optional<Document<Copy>> present = vault.documents().read(NAME, Copy.class);
            if (present.isEmpty()) {
                vault.documents().create(NAME, copy(authority));
            } else if (!present.get().value().fingerprint().equals(authority.fingerprint())) {
                DocumentReplacement done = vault.documents()
                        .replace(NAME, copy(authority), present.get().version());
                LOG.atWarn()
                        .addKeyValue("before", present.get().value().fingerprint())
                        .addKeyValue("replaced", done instanceof DocumentReplacement.Written)
                        .log("the vault held another authority");
            }
        } catch (IssueException e) {
            LOG.atWarn().addKeyValue("issue", e.issue().sentence()).log("authority not copied into the vault");
        }
    }

    /** The authority that the vault holds, if any. */
    public Optional<KeyMaterial> read() {
        return vault.documents().read(NAME, Copy.class).map(document -> {
            byte[] key = document.value().privateKey();
            KeyMaterial material = new KeyMaterial(
                    Secret.of(key), List.of(ByteBuffer.wrap(document.value().certificate())));
            Arrays.fill(key, (byte) 0);
            return material;
        });
    }

    private static Copy copy(CertificateAuthority authority) {
        KeyMaterial material = authority.material();
        byte[] certificate = new byte[material.certificates().getFirst().remaining()];
        material.certificates().getFirst().get(certificate);
        return new Copy(
                authority.fingerprint(), certificate, material.privateKey().reveal());
    }
}
