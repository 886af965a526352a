package io.leeward.vault.owner;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.vault.Vault;
import io.leeward.vault.document.Document;
import io.leeward.vault.document.DocumentCreation;
import io.leeward.vault.document.DocumentReplacement;
import io.leeward.vault.layout.Names;
import java.util.Optional;
import java.util.function.Function;

/**
 * The owner record of a vault, as one control store sees it; changed by compare-and-set only. Thread-safe as far as the
 * vault is.
 */
public final class Ownership {
    /** How often a change is tried against changes by others. */
    public static final int MOST_CONFLICTS = 8;

    private final Vault vault;
    private final String controlStore;
    private final String engine;

    /**
     * @param controlStore identifies the control store of this engine
     * @param engine this engine in words for people, for example its host name
     */
    public Ownership(Vault vault, String controlStore, String engine) {
        this.vault = vault;
        this.controlStore = controlStore;
        this.engine = engine;
    }

    /** The owner, or empty when the vault has none. */
    public Optional<OwnerRecord> read() {
        return vault.documents().read(Names.OWNER, OwnerRecord.class).map(Document::value);
    }

    /**
     * Becomes the owner where there is none or where this control store is it already; the generation rises. Refused
     * beside another owner.
     */
    public Outcome<OwnerRecord> claim() {
        return change(present -> present.filter(owner -> !owner.controlStore().equals(controlStore))
                .map(other -> Outcome.<OwnerRecord>refused(owned(other)))
                .orElseGet(() -> Outcome.done(next(present))));
    }

    /** Becomes the owner whoever it was; the generation rises, and older writers are refused from then on. */
    public Outcome<OwnerRecord> takeOver() {
        return change(present -> Outcome.done(next(present)));
    }

    /** Says that the owner is alive; refused once another claim or take-over came after {@code mine}. */
    public Outcome<OwnerRecord> confirm(OwnerRecord mine) {
        return change(present -> present.filter(owner -> owner.generation() == mine.generation()
                        && owner.controlStore().equals(mine.controlStore()))
                .map(owner -> Outcome.done(
                        new OwnerRecord(owner.controlStore(), owner.engine(), owner.generation(), owner.counter() + 1)))
                .orElseGet(() -> Outcome.refused(lost(present))));
    }

    private OwnerRecord next(Optional<OwnerRecord> present) {
        long generation = present.map(OwnerRecord::generation).orElse(0L) + 1;
        return new OwnerRecord(controlStore, engine, generation, 0);
    }

    private Outcome<OwnerRecord> change(Function<Optional<OwnerRecord>, Outcome<OwnerRecord>> decide) {
        for (int attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
            Optional<Document<OwnerRecord>> present = vault.documents().read(Names.OWNER, OwnerRecord.class);
            Outcome<OwnerRecord> decided = decide.apply(present.map(Document::value));
            if (!(decided instanceof Outcome.Done<OwnerRecord>(OwnerRecord owner)) || write(present, owner)) {
                return decided;
            }
        }
        return Outcome.failed(
                Issue.of(
                        "VAULT-OWNER-CONTENDED",
                        Issue.Kind.FAILED,
                        "Other engines changed the owner of the vault " + MOST_CONFLICTS
                                + " times while this one tried.",
                        "Make sure that only one engine is told to own this vault."),
                Outcome.Retry.LATER);
    }

    private boolean write(Optional<Document<OwnerRecord>> present, OwnerRecord owner) {
        return present.map(document -> vault.documents().replace(Names.OWNER, owner, document.version())
                        instanceof DocumentReplacement.Written)
                .orElseGet(() -> vault.documents().create(Names.OWNER, owner) instanceof DocumentCreation.Written);
    }

    private static Issue owned(OwnerRecord other) {
        return Issue.of(
                "VAULT-OWNED",
                Issue.Kind.NOT_ALLOWED,
                "The vault belongs to engine " + other.engine() + " (generation " + other.generation() + ").",
                "Attach it read-only, or take it over when that engine is gone for good.");
    }

    private static Issue lost(Optional<OwnerRecord> present) {
        String by = present.map(owner -> "engine " + owner.engine()).orElse("nobody");
        return Issue.of(
                "VAULT-OWNER-LOST",
                Issue.Kind.NOT_ALLOWED,
                "This engine no longer owns the vault; it belongs to " + by + " now.",
                "Let the new owner go on, or take the vault over.");
    }
}
