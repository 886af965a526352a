package io.leeward.vault.slot;

import io.leeward.kernel.Entropy;
import io.leeward.kernel.Ids;
import io.leeward.kernel.Issue;
import io.leeward.kernel.Secret;
import io.leeward.model.VaultId;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.BlobStore;
import io.leeward.vault.blob.CreateResult;
import io.leeward.vault.blob.StoreException;
import io.leeward.vault.document.Json;
import io.leeward.vault.key.PassphraseCost;
import io.leeward.vault.key.VaultKey;
import io.leeward.vault.layout.Names;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The slots {@code keys/passphrase-<generation>} of one vault: create-once, the newest first when opening. */
public final class PassphraseSlots {
    /**
     * Most slots that are looked at when a vault is opened; there is more than one only while a passphrase is being
     * changed.
     */
    public static final int MOST_SLOTS = 8;

    private static final String SLOT = "passphrase";
    private static final int MOST_TRIES = 4;

    private final BlobStore store;
    private final VaultId vault;
    private final Entropy entropy;

    public PassphraseSlots(BlobStore store, VaultId vault, Entropy entropy) {
        this.store = store;
        this.vault = vault;
        this.entropy = entropy;
    }

    /** Tries the passphrase on the slots of this vault, newest first; empty when none opens. */
    public Optional<Secret> open(Secret passphrase) {
        for (Numbered slot : slots()) {
            Optional<Secret> key = slot.content().unwrap(slot.name(), passphrase);
            if (key.isPresent()) {
                return key;
            }
        }
        return Optional.empty();
    }

    /** Whether this one slot opens with the passphrase. */
    public boolean opens(BlobName name, Secret passphrase) {
        return read(name).flatMap(slot -> slot.unwrap(name, passphrase)).isPresent();
    }

    /** Names of the slots of this vault, newest first. */
    public List<BlobName> names() {
        return slots().stream().map(Numbered::name).toList();
    }

    /** Writes a new slot after all others and returns its name. */
    public BlobName add(VaultKey key, Secret passphrase, PassphraseCost cost) {
        byte[] salt = entropy.bytes(PassphraseCost.SALT_BYTES);
        String writeId = new Ids(entropy).next();
        long generation = newestGeneration() + 1;
        for (int attempt = 1; ; attempt++) {
            BlobName name = Names.key(SLOT, generation);
            KeySlot slot = KeySlot.wrap(name, vault, writeId, passphrase, cost, salt, key.reveal());
            try {
                if (store.create(name, ByteBuffer.wrap(Json.write(slot))) instanceof CreateResult.Created
                        || own(name, writeId)) {
                    return name;
                }
                generation++;
            } catch (StoreException e) {
                if (!e.outcomeUnknown() || attempt >= MOST_TRIES) {
                    throw e;
                }
            }
        }
    }

    /** What is said when no slot opens. */
    public static Issue wrongPassphrase() {
        return new Issue(
                "VAULT-WRONG-PASSPHRASE",
                Issue.Kind.WRONG_CREDENTIALS,
                "The recovery passphrase does not open this vault.",
                "No key slot opens with it: it is another passphrase, or the slot was altered.",
                "Check the passphrase, its upper and lower case and the end of its file, or use the vault key of the recovery sheet.");
    }

    private boolean own(BlobName name, String writeId) {
        return read(name).filter(slot -> slot.writeId().equals(writeId)).isPresent();
    }

    private Optional<KeySlot> read(BlobName name) {
        return store.read(name)
                .flatMap(blob -> {
                    byte[] json = new byte[blob.content().remaining()];
                    blob.content().duplicate().get(json);
                    return Json.read(json, KeySlot.class);
                })
                .filter(slot -> slot.complete() && slot.vault().equals(vault.value()));
    }

    private long newestGeneration() {
        return numbered().stream().mapToLong(Generation::number).max().orElse(0);
    }

    private List<Numbered> slots() {
        List<Numbered> found = new ArrayList<>();
        for (Generation generation : numbered()) {
            if (found.size() < MOST_SLOTS) {
                read(generation.name()).ifPresent(slot -> found.add(new Numbered(generation.name(), slot)));
            }
        }
        return found;
    }

    private List<Generation> numbered() {
        String prefix = Names.KEYS + SLOT + "-";
        List<Generation> found = new ArrayList<>();
        for (BlobName name : store.list(prefix, Optional.empty()).names()) {
            Names.digits(name.value().substring(prefix.length()))
                    .ifPresent(number -> found.add(new Generation(name, number)));
        }
        found.sort(Comparator.comparingLong(Generation::number).reversed());
        return found;
    }

    private record Generation(BlobName name, long number) {}

    private record Numbered(BlobName name, KeySlot content) {}
}
