package io.leeward.vault.authority;

import io.leeward.kernel.Secret;
import io.leeward.vault.Vault;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.document.DocumentCreation;
import io.leeward.vault.document.NotAuthentic;
import io.leeward.vault.key.AesGcm;
import io.leeward.vault.layout.Names;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The keys of the certificate authority in a vault: create-once blobs {@code keys/ca-<generation>}, of which the newest
 * counts.
 */
public final class AuthorityKeys {
    private static final String SLOT = "ca";
    private static final int MOST_TAKEN = 100;

    private final Vault vault;

    public AuthorityKeys(Vault vault) {
        this.vault = vault;
    }

    /** The newest key; empty when the vault holds none. */
    public Optional<AuthorityKey> newest() {
        OptionalLong generation = newestGeneration();
        return generation.isEmpty() ? Optional.empty() : read(generation.getAsLong());
    }

    /** Keeps a key and certificate as the newest. */
    public AuthorityKey keep(Secret privateKey, byte[] certificate) {
        long generation = newestGeneration().orElse(0) + 1;
        for (int taken = 0; taken < MOST_TAKEN; taken++, generation++) {
            BlobName name = Names.key(SLOT, generation);
            byte[] plain = privateKey.reveal();
            byte[] wrapped = AesGcm.sealOnce(wrappingKey(name, certificate), context(name), plain);
            Arrays.fill(plain, (byte) 0);
            if (vault.documents().create(name, new AuthorityDocument(certificate, wrapped))
                    instanceof DocumentCreation.Written) {
                return new AuthorityKey(generation, privateKey, certificate);
            }
        }
        throw NotAuthentic.of(
                "blob " + Names.key(SLOT, generation), "Others write keys of the certificate authority without end.");
    }

    private Optional<AuthorityKey> read(long generation) {
        BlobName name = Names.key(SLOT, generation);
        return vault.documents().read(name, AuthorityDocument.class).map(document -> {
            AuthorityDocument said = document.value();
            if (said.certificate() == null || said.wrappedKey() == null) {
                throw NotAuthentic.of("blob " + name, "It does not hold the key of a certificate authority.");
            }
            return AesGcm.openOnce(wrappingKey(name, said.certificate()), context(name), said.wrappedKey())
                    .map(key -> new AuthorityKey(generation, Secret.of(key), said.certificate()))
                    .orElseThrow(() -> NotAuthentic.of("blob " + name, "Its key does not open."));
        });
    }

    private OptionalLong newestGeneration() {
        String prefix = Names.KEYS + SLOT + "-";
        return vault.documents().list(prefix).stream()
                .map(name -> Names.digits(name.value().substring(prefix.length())))
                .filter(OptionalLong::isPresent)
                .mapToLong(OptionalLong::getAsLong)
                .max();
    }

    /** Bound to the certificate, so that no key seals two texts: another certificate comes with another key. */
    private byte[] wrappingKey(BlobName name, byte[] certificate) {
        byte[] key = vault.key().derive("leeward/v1/ca\n" + name);
        return io.leeward.vault.key.Hkdf.derive(key, certificate, "leeward/v1/ca");
    }

    private byte[] context(BlobName name) {
        return ("leeward/v1/ca\n" + vault.id() + "\n" + name).getBytes(StandardCharsets.US_ASCII);
    }
}
