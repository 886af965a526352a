package io.leeward.vault.head;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.model.MachineId;
import io.leeward.vault.Vault;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.document.Document;
import io.leeward.vault.document.DocumentCreation;
import io.leeward.vault.document.DocumentReplacement;
import io.leeward.vault.layout.Names;
import java.util.Optional;
import java.util.function.Function;

/** The blob of one head: read, decide, compare and set. */
final class HeadDocument {
    private static final int MOST_CONFLICTS = 16;

    private final Vault vault;
    private final MachineId machine;
    private final BlobName name;
    private final long generation;

    HeadDocument(Vault vault, MachineId machine, long generation) {
        this.vault = vault;
        this.machine = machine;
        this.name = Names.head(machine);
        this.generation = generation;
    }

    Optional<Document<Head>> read() {
        return vault.documents().read(name, Head.class);
    }

    /** Decides on the present head and writes what comes out, again when another write came between. */
    Outcome<Head> change(Function<Head, Outcome<Head>> decide) {
        if (generation < 1) {
            return Outcome.refused(readOnly());
        }
        for (int attempt = 0; attempt < MOST_CONFLICTS; attempt++) {
            Optional<Document<Head>> present = read();
            long newest = present.map(document -> document.value().generation()).orElse(0L);
            if (newest > generation) {
                return Outcome.refused(fenced(newest));
            }
            Head before = present.map(Document::value).orElseGet(() -> Head.empty(machine, generation));
            Outcome<Head> decided = decide.apply(before.withGeneration(generation));
            if (!(decided instanceof Outcome.Done<Head>(Head after)) || write(present, after)) {
                return decided;
            }
        }
        return Outcome.failed(contended(), Outcome.Retry.LATER);
    }

    private boolean write(Optional<Document<Head>> present, Head after) {
        if (present.isEmpty()) {
            return vault.documents().create(name, after) instanceof DocumentCreation.Written;
        }
        return present.get().value().equals(after)
                || vault.documents().replace(name, after, present.get().version())
                        instanceof DocumentReplacement.Written;
    }

    private Issue fenced(long newest) {
        return Issue.of(
                "HEAD-FENCED",
                Issue.Kind.NOT_ALLOWED,
                "Machine " + machine + " belongs to a newer owner of the vault (generation " + newest + ", not "
                        + generation + ").",
                "Let the new owner go on, or take the vault over.");
    }

    private Issue readOnly() {
        return Issue.of(
                "VAULT-READ-ONLY",
                Issue.Kind.NOT_ALLOWED,
                "The vault is attached read-only, so machine " + machine + " cannot be changed in it.",
                "Take the vault over first.");
    }

    private Issue contended() {
        return Issue.of(
                "HEAD-CONTENDED",
                Issue.Kind.FAILED,
                "The head of machine " + machine + " was changed by others " + MOST_CONFLICTS + " times in a row.",
                "Make sure that only one engine owns this vault.");
    }
}
