package io.leeward.vault.catalog;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.model.Identifier;
import io.leeward.vault.Vault;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.document.Document;
import io.leeward.vault.document.DocumentCreation;
import io.leeward.vault.document.DocumentReplacement;
import io.leeward.vault.layout.Names;
import java.util.List;
import java.util.Optional;

/**
 * Entries of one kind in the catalog, each a document of its own under an identifier. The last writer wins: only the
 * owner of the vault writes. Thread-safe as far as the vault is.
 */
public final class Shelf<T> {
    private static final int MOST_CONFLICTS = 8;

    private final Vault vault;
    private final String name;
    private final Class<T> type;

    Shelf(Vault vault, String name, Class<T> type) {
        this.vault = vault;
        this.name = name;
        this.type = type;
    }

    /** The entry with this identifier; empty when there is none. */
    public Optional<T> get(String id) {
        return Identifier.valid(id)
                ? vault.documents().read(Names.catalog(name, id), type).map(Document::value)
                : Optional.empty();
    }

    /** All entries, by identifier. */
    public List<T> all() {
        return vault.documents().list(Names.CATALOG + name + "/").stream()
                .flatMap(blob -> vault.documents().read(blob, type).stream())
                .map(Document::value)
                .toList();
    }

    /** Adds an entry or replaces the one with this identifier. */
    public void put(String id, T value) {
        BlobName blob = Names.catalog(name, id);
        for (int attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
            Optional<Document<T>> present = vault.documents().read(blob, type);
            boolean written = present.map(document -> vault.documents().replace(blob, value, document.version())
                            instanceof DocumentReplacement.Written)
                    .orElseGet(() -> vault.documents().create(blob, value) instanceof DocumentCreation.Written);
            if (written) {
                return;
            }
        }
        throw new IssueException(Issue.of(
                "VAULT-CATALOG-CONTENDED",
                Issue.Kind.FAILED,
                "The entry " + blob + " was changed by others " + MOST_CONFLICTS + " times in a row.",
                "Make sure that only one engine owns this vault."));
    }

    /** Removes an entry; true when it was there. */
    public boolean remove(String id) {
        return vault.store().delete(Names.catalog(name, id));
    }
}
