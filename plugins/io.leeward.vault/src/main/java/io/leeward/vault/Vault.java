package io.leeward.vault;

import io.leeward.kernel.Clock;
import io.leeward.kernel.Entropy;
import io.leeward.kernel.Ids;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.Secret;
import io.leeward.model.VaultId;
import io.leeward.vault.blob.Blob;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.BlobStore;
import io.leeward.vault.document.Document;
import io.leeward.vault.document.DocumentCreation;
import io.leeward.vault.document.Envelope;
import io.leeward.vault.document.NewerFormat;
import io.leeward.vault.document.NotAuthentic;
import io.leeward.vault.document.SealedDocuments;
import io.leeward.vault.key.PassphraseCost;
import io.leeward.vault.key.VaultKey;
import io.leeward.vault.layout.Names;
import io.leeward.vault.slot.PassphraseSlots;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * An open vault. Everything else of this bundle is made from one.
 *
 * <p>Immutable and thread-safe when its store and entropy are. A store that fails throws
 * {@link io.leeward.vault.blob.StoreException}.
 */
public final class Vault {
    private final BlobStore store;
    private final Entropy entropy;
    private final VaultKey key;
    private final VaultRecord record;
    private final SealedDocuments documents;

    private Vault(BlobStore store, Entropy entropy, VaultKey key, VaultRecord record) {
        this.store = store;
        this.entropy = entropy;
        this.key = key;
        this.record = record;
        this.documents = new SealedDocuments(store, key, entropy);
    }

    /** Makes a vault in an empty store; refused where one is, or where remains of one are. */
    public static Outcome<Vault> create(BlobStore store, String name, Secret passphrase, Clock clock, Entropy entropy) {
        return create(store, name, passphrase, PassphraseCost.STANDARD, clock, entropy);
    }

    /** As the other, with another cost of trying passphrases. */
    public static Outcome<Vault> create(
            BlobStore store, String name, Secret passphrase, PassphraseCost cost, Clock clock, Entropy entropy) {
        if (name.isBlank() || passphrase.length() == 0) {
            return Outcome.refused(Issue.of(
                    "VAULT-NAME-OR-PASSPHRASE-EMPTY",
                    Issue.Kind.USAGE,
                    "A vault needs a name and a recovery passphrase.",
                    "Give both."));
        }
        if (store.size(Names.VAULT).isPresent()) {
            return Outcome.refused(exists(store));
        }
        if (!store.list(Names.DISKS, Optional.empty()).names().isEmpty()
                || !store.list("state/", Optional.empty()).names().isEmpty()) {
            return Outcome.refused(remains(store));
        }
        VaultId id = new VaultId(new Ids(entropy).next());
        VaultKey key = VaultKey.random(id, entropy);
        VaultRecord record = new VaultRecord(id, name, clock.now());
        BlobName slot = new PassphraseSlots(store, id, entropy).add(key, passphrase, cost);
        Vault vault = new Vault(store, entropy, key, record);
        return switch (vault.documents.create(Names.VAULT, record)) {
            case DocumentCreation.Written written -> Outcome.done(vault);
            case DocumentCreation.Exists lost -> {
                store.delete(slot);
                yield Outcome.refused(exists(store));
            }
        };
    }

    /** Opens a vault with its recovery passphrase. */
    public static Outcome<Vault> open(BlobStore store, Secret passphrase, Entropy entropy) {
        return identify(store).then(id -> new PassphraseSlots(store, id, entropy)
                .open(passphrase)
                .map(key -> open(store, id, key, entropy, PassphraseSlots.wrongPassphrase()))
                .orElseGet(() -> Outcome.failed(PassphraseSlots.wrongPassphrase(), Outcome.Retry.AFTER_CHANGE)));
    }

    /** Opens a vault with its key, as an engine that restarts does. */
    public static Outcome<Vault> openWithKey(BlobStore store, Secret vaultKey, Entropy entropy) {
        if (vaultKey.length() != VaultKey.BYTES) {
            return Outcome.failed(wrongKey(), Outcome.Retry.AFTER_CHANGE);
        }
        return identify(store).then(id -> open(store, id, vaultKey, entropy, wrongKey()));
    }

    /** Replaces the recovery passphrase: the new slot is written and opened before the old ones are deleted. */
    public Outcome<Vault> changePassphrase(Secret old, Secret replacement) {
        return changePassphrase(old, replacement, PassphraseCost.STANDARD);
    }

    /** As the other, with another cost of trying passphrases. */
    public Outcome<Vault> changePassphrase(Secret old, Secret replacement, PassphraseCost cost) {
        PassphraseSlots slots = new PassphraseSlots(store, id(), entropy);
        if (slots.open(old).isEmpty()) {
            return Outcome.failed(PassphraseSlots.wrongPassphrase(), Outcome.Retry.AFTER_CHANGE);
        }
        if (replacement.length() == 0) {
            return Outcome.refused(Issue.of(
                    "VAULT-PASSPHRASE-EMPTY", Issue.Kind.USAGE, "The new recovery passphrase is empty.", "Give one."));
        }
        BlobName added = slots.add(key, replacement, cost);
        if (!slots.opens(added, replacement)) {
            return Outcome.failed(
                    NotAuthentic.issue(
                            "blob " + added, "The new key slot does not open; the old passphrase still does."),
                    Outcome.Retry.LATER);
        }
        slots.names().stream().filter(name -> !name.equals(added)).forEach(store::delete);
        return Outcome.done(this);
    }

    public VaultId id() {
        return record.id();
    }

    public String name() {
        return record.name();
    }

    public Instant createdAt() {
        return record.createdAt();
    }

    public int formatVersion() {
        return NewerFormat.KNOWN;
    }

    public VaultKey key() {
        return key;
    }

    public BlobStore store() {
        return store;
    }

    public Entropy entropy() {
        return entropy;
    }

    public SealedDocuments documents() {
        return documents;
    }

    private static Outcome<Vault> open(BlobStore store, VaultId id, Secret bytes, Entropy entropy, Issue wrong) {
        VaultKey key = VaultKey.of(id, bytes);
        try {
            Optional<Document<VaultRecord>> found =
                    new SealedDocuments(store, key, entropy).read(Names.VAULT, VaultRecord.class);
            return found.map(document -> Outcome.done(new Vault(store, entropy, key, document.value())))
                    .orElseGet(() -> Outcome.failed(absent(store), Outcome.Retry.AFTER_CHANGE));
        } catch (IssueException e) {
            if (!e.issue().code().equals(NotAuthentic.CODE)) {
                throw e;
            }
            return Outcome.failed(
                    wrong.code().equals(wrongKey().code()) ? wrong : e.issue(), Outcome.Retry.AFTER_CHANGE);
        }
    }

    private static Outcome<VaultId> identify(BlobStore store) {
        Optional<Blob> blob = store.read(Names.VAULT);
        if (blob.isEmpty()) {
            return Outcome.failed(absent(store), Outcome.Retry.AFTER_CHANGE);
        }
        byte[] json = new byte[blob.get().content().remaining()];
        blob.get().content().duplicate().get(json);
        Optional<Envelope> envelope = Envelope.parse(json);
        if (envelope.isPresent() && envelope.get().format() > NewerFormat.KNOWN) {
            return Outcome.failed(
                    NewerFormat.issue(
                            "vault in " + store.location(), envelope.get().format()),
                    Outcome.Retry.AFTER_CHANGE);
        }
        Function<Envelope, Outcome<VaultId>> named = found -> Outcome.done(new VaultId(found.vault()));
        return envelope.filter(found -> io.leeward.model.Identifier.valid(found.vault()))
                .map(named)
                .orElseGet(() -> Outcome.failed(
                        NotAuthentic.issue("blob " + Names.VAULT, "It is not a description of a vault."),
                        Outcome.Retry.AFTER_CHANGE));
    }

    private static Issue exists(BlobStore store) {
        return Issue.of(
                "VAULT-EXISTS",
                Issue.Kind.NOT_ALLOWED,
                "There is a vault in " + store.location() + " already; it was not changed.",
                "Attach that vault, or choose an empty container.");
    }

    private static Issue remains(BlobStore store) {
        return Issue.of(
                "VAULT-REMAINS",
                Issue.Kind.NOT_ALLOWED,
                "There are blobs of a vault in " + store.location()
                        + " although its vault.json is missing; nothing was changed.",
                "Choose an empty container, or restore vault.json.");
    }

    private static Issue absent(BlobStore store) {
        return Issue.of(
                "VAULT-NOT-FOUND",
                Issue.Kind.NOT_FOUND,
                "There is no vault in " + store.location() + ".",
                "Check the address of the store, or create a vault there.");
    }

    private static Issue wrongKey() {
        return Issue.of(
                "VAULT-WRONG-KEY",
                Issue.Kind.WRONG_CREDENTIALS,
                "The vault key does not open this vault.",
                "Attach the vault again with its recovery passphrase.");
    }
}
