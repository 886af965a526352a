package io.leeward.vault.document;

import io.leeward.kernel.Entropy;
import io.leeward.kernel.Ids;
import io.leeward.kernel.IssueException;
import io.leeward.vault.blob.Blob;
import io.leeward.vault.blob.BlobListing;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.BlobStore;
import io.leeward.vault.blob.BlobVersion;
import io.leeward.vault.blob.CreateResult;
import io.leeward.vault.blob.ReplaceResult;
import io.leeward.vault.blob.StoreException;
import io.leeward.vault.key.AesGcm;
import io.leeward.vault.key.Hkdf;
import io.leeward.vault.key.VaultKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Typed JSON documents of a vault, each sealed under a key of its own write and bound to the vault and to its blob
 * name.
 *
 * <p>Whether a write whose answer was lost took effect is found out by reading: the write id says whose the content is.
 * Reading something that was altered, moved or written by a newer program throws {@link IssueException}; a failing
 * store throws {@link StoreException}. Thread-safe when the store and the entropy are.
 */
public final class SealedDocuments {
    /** How often a write whose outcome stays unknown is tried. */
    public static final int MOST_TRIES = 4;

    private final BlobStore store;
    private final VaultKey key;
    private final byte[] documentKey;
    private final Ids ids;

    public SealedDocuments(BlobStore store, VaultKey key, Entropy entropy) {
        this.store = store;
        this.key = key;
        this.documentKey = key.derive("leeward/v1/document");
        this.ids = new Ids(entropy);
    }

    /** Creates a document unless a blob of this name exists. */
    public <T> DocumentCreation create(BlobName name, T value) {
        String writeId = ids.next();
        ByteBuffer content = seal(name, writeId, value);
        for (int attempt = 1; ; attempt++) {
            try {
                return switch (store.create(name, content.duplicate())) {
                    case CreateResult.Created(BlobVersion version) -> new DocumentCreation.Written(version);
                    case CreateResult.Exists() ->
                        ownWrite(name, writeId)
                                .<DocumentCreation>map(DocumentCreation.Written::new)
                                .orElseGet(DocumentCreation.Exists::new);
                };
            } catch (StoreException e) {
                again(e, attempt);
            }
        }
    }

    /** Replaces a document that is still in the expected state. */
    public <T> DocumentReplacement replace(BlobName name, T value, BlobVersion expected) {
        String writeId = ids.next();
        ByteBuffer content = seal(name, writeId, value);
        for (int attempt = 1; ; attempt++) {
            try {
                return switch (store.replace(name, content.duplicate(), expected)) {
                    case ReplaceResult.Replaced(BlobVersion version) -> new DocumentReplacement.Written(version);
                    case ReplaceResult.Conflict() ->
                        ownWrite(name, writeId)
                                .<DocumentReplacement>map(DocumentReplacement.Written::new)
                                .orElseGet(DocumentReplacement.Conflict::new);
                };
            } catch (StoreException e) {
                again(e, attempt);
            }
        }
    }

    /** Reads a document; empty when there is none. */
    public <T> Optional<Document<T>> read(BlobName name, Class<T> type) {
        return store.read(name).map(blob -> {
            Envelope envelope = envelope(name, blob);
            byte[] json = AesGcm.openOnce(
                            writeKey(envelope.writeId()), context(name, envelope.writeId()), envelope.sealed())
                    .orElseThrow(() -> NotAuthentic.of(
                            "blob " + name, "Its seal does not fit its name, its vault and its content."));
            T value = Json.read(json, type)
                    .orElseThrow(() -> NotAuthentic.of("blob " + name, "It is not a document of the expected kind."));
            return new Document<>(value, blob.version(), envelope.writeId());
        });
    }

    /** Names of all blobs that begin with the prefix, in order. */
    public List<BlobName> list(String prefix) {
        List<BlobName> names = new ArrayList<>();
        Optional<String> from = Optional.empty();
        do {
            BlobListing page = store.list(prefix, from);
            names.addAll(page.names());
            from = page.next();
        } while (from.isPresent());
        return names;
    }

    private static void again(StoreException failure, int attempt) {
        if (!failure.outcomeUnknown() || attempt >= MOST_TRIES) {
            throw failure;
        }
    }

    private Optional<BlobVersion> ownWrite(BlobName name, String writeId) {
        return store.read(name)
                .filter(blob -> Envelope.parse(bytes(blob.content()))
                        .filter(envelope -> writeId.equals(envelope.writeId()))
                        .isPresent())
                .map(Blob::version);
    }

    private ByteBuffer seal(BlobName name, String writeId, Object value) {
        byte[] sealed = AesGcm.sealOnce(writeKey(writeId), context(name, writeId), Json.write(value));
        byte[] content = Json.write(new Envelope(NewerFormat.KNOWN, key.vault().value(), writeId, sealed));
        if (content.length > Json.LARGEST_BYTES) {
            throw new IllegalArgumentException("document " + name + " of " + content.length + " bytes");
        }
        return ByteBuffer.wrap(content).asReadOnlyBuffer();
    }

    private Envelope envelope(BlobName name, Blob blob) {
        Envelope envelope = Envelope.parse(bytes(blob.content()))
                .orElseThrow(() -> NotAuthentic.of("blob " + name, "It is not a sealed document."));
        if (envelope.format() > NewerFormat.KNOWN) {
            throw new IssueException(NewerFormat.issue("blob " + name, envelope.format()));
        }
        if (!envelope.vault().equals(key.vault().value())) {
            throw NotAuthentic.of("blob " + name, "It belongs to another vault.");
        }
        return envelope;
    }

    private byte[] writeKey(String writeId) {
        return Hkdf.derive(documentKey, HexFormat.of().parseHex(writeId), "leeward/v1/write");
    }

    private byte[] context(BlobName name, String writeId) {
        return ("leeward/v1/document\n" + key.vault() + "\n" + name + "\n" + writeId)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(ByteBuffer content) {
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        return bytes;
    }
}
