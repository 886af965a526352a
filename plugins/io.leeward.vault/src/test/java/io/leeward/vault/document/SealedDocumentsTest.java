package io.leeward.vault.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeward.kernel.IssueException;
import io.leeward.vault.Vault;
import io.leeward.vault.Vaults;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.BlobVersion;
import io.leeward.vault.blob.MemoryBlobStore;
import io.leeward.vault.blob.StoreException;
import io.leeward.vault.blob.StoreFault;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SealedDocumentsTest {
    private static final BlobName NAME = new BlobName("state/note.json");
    private static final Note NOTE =
            new Note("hello", 7, Optional.of("x"), List.of(1L, 2L), Instant.EPOCH, Duration.ofMinutes(5));

    private final MemoryBlobStore store = new MemoryBlobStore();
    private final Vault vault = Vaults.create(store, 1);
    private final SealedDocuments documents = vault.documents();

    record Note(String text, long number, Optional<String> extra, List<Long> list, Instant at, Duration every) {}

    @Test
    void aDocumentComesBackAsItWasWritten() {
        documents.create(NAME, NOTE);

        assertThat(documents.read(NAME, Note.class).orElseThrow().value()).isEqualTo(NOTE);
        Note bare = new Note("", 0, Optional.empty(), List.of(), Instant.MAX, Duration.ZERO);
        documents.create(new BlobName("state/bare.json"), bare);
        assertThat(documents
                        .read(new BlobName("state/bare.json"), Note.class)
                        .orElseThrow()
                        .value())
                .isEqualTo(bare);
        assertThat(documents.read(new BlobName("state/absent.json"), Note.class))
                .isEmpty();
    }

    @Test
    void nothingOfADocumentIsReadableInTheStore() {
        documents.create(NAME, NOTE);

        assertThat(new String(store.bytes(NAME), StandardCharsets.ISO_8859_1)).doesNotContain("hello");
    }

    @Test
    void aDocumentIsCreatedOnceAndReplacedOnlyInTheStateThatWasRead() {
        documents.create(NAME, NOTE);
        assertThat(documents.create(NAME, NOTE)).isInstanceOf(DocumentCreation.Exists.class);

        BlobVersion read = documents.read(NAME, Note.class).orElseThrow().version();
        assertThat(documents.replace(NAME, NOTE, read)).isInstanceOf(DocumentReplacement.Written.class);
        assertThat(documents.replace(NAME, NOTE, read)).isInstanceOf(DocumentReplacement.Conflict.class);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOST_BEFORE", "LOST_AFTER"})
    void afterALostAnswerTheOwnWriteIdWins(StoreFault fault) {
        failOnce("create", fault);
        assertThat(documents.create(NAME, NOTE)).isInstanceOf(DocumentCreation.Written.class);

        failOnce("replace", fault);
        BlobVersion read = documents.read(NAME, Note.class).orElseThrow().version();
        DocumentReplacement replaced = documents.replace(NAME, NOTE, read);
        assertThat(replaced).isInstanceOf(DocumentReplacement.Written.class);
        assertThat(((DocumentReplacement.Written) replaced).version())
                .isEqualTo(documents.read(NAME, Note.class).orElseThrow().version());
    }

    @Test
    void afterALostAnswerTheWriteOfAnotherIsNotTakenForTheOwn() {
        SealedDocuments rival = Vault.openWithKey(store.another(), vault.key().reveal(), vault.entropy())
                .orThrow()
                .documents();
        boolean[] once = {true};
        store.faults((call, about) -> {
            if (call.equals("create") && once[0]) {
                once[0] = false;
                rival.create(NAME, NOTE);
                return StoreFault.LOST_BEFORE;
            }
            return StoreFault.NONE;
        });

        assertThat(documents.create(NAME, NOTE)).isInstanceOf(DocumentCreation.Exists.class);
    }

    @Test
    void aStoreThatNeverAnswersIsGivenUp() {
        int[] calls = {0};
        store.faults((call, about) -> {
            calls[0]++;
            return StoreFault.LOST_BEFORE;
        });

        assertThatThrownBy(() -> documents.create(NAME, NOTE)).isInstanceOf(StoreException.class);
        assertThat(calls[0]).isEqualTo(SealedDocuments.MOST_TRIES);
    }

    @Test
    void aKnownFailureIsNotTriedAgain() {
        int[] calls = {0};
        store.faults((call, about) -> {
            calls[0]++;
            return StoreFault.REFUSED;
        });

        assertThatThrownBy(() -> documents.create(NAME, NOTE)).isInstanceOf(StoreException.class);
        assertThat(calls[0]).isEqualTo(1);
    }

    @Test
    void everyAlteredOrMissingByteIsNoticed() {
        documents.create(NAME, NOTE);
        byte[] good = store.bytes(NAME);
        for (int i = 0; i < good.length; i++) {
            for (int bit : new int[] {1, 0x80}) {
                byte[] bad = good.clone();
                bad[i] ^= (byte) bit;
                store.overwrite(NAME, bad);
                int at = i;
                assertThatThrownBy(() -> documents.read(NAME, Note.class))
                        .as("byte %s", at)
                        .isInstanceOf(IssueException.class);
            }
            store.overwrite(NAME, Arrays.copyOf(good, i));
            assertThatThrownBy(() -> documents.read(NAME, Note.class)).isInstanceOf(IssueException.class);
        }
    }

    @Test
    void aDocumentUnderAnotherNameIsNotAuthentic() {
        documents.create(NAME, NOTE);
        BlobName moved = new BlobName("state/moved.json");
        store.overwrite(moved, store.bytes(NAME));

        assertNotAuthentic(() -> documents.read(moved, Note.class));
    }

    @Test
    void aDocumentOfAnotherVaultIsNotAuthentic() {
        MemoryBlobStore other = new MemoryBlobStore();
        Vaults.create(other, 99).documents().create(NAME, NOTE);
        store.overwrite(NAME, other.bytes(NAME));

        assertNotAuthentic(() -> documents.read(NAME, Note.class));
    }

    @Test
    void aDocumentOfAnotherKindIsNotAuthentic() {
        documents.create(NAME, List.of("not", "a", "note"));

        assertNotAuthentic(() -> documents.read(NAME, Note.class));
    }

    @Test
    void deepOrHugeJsonIsRefusedWithoutMemory() {
        store.overwrite(NAME, "[".repeat(1_000_000).getBytes(StandardCharsets.UTF_8));
        assertNotAuthentic(() -> documents.read(NAME, Note.class));

        store.overwrite(NAME, new byte[Json.LARGEST_BYTES + 1]);
        assertNotAuthentic(() -> documents.read(NAME, Note.class));
    }

    @Test
    void aNewerDocumentIsSaidToBeNewer() {
        store.overwrite(NAME, "{\"format\":2,\"seal\":\"of another kind\"}".getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> documents.read(NAME, Note.class)).hasMessageContaining("VAULT-NEWER-FORMAT");
    }

    private void failOnce(String method, StoreFault fault) {
        boolean[] once = {true};
        store.faults((call, about) -> {
            boolean now = call.equals(method) && once[0];
            once[0] &= !now;
            return now ? fault : StoreFault.NONE;
        });
    }

    private static void assertNotAuthentic(org.assertj.core.api.ThrowableAssert.ThrowingCallable reading) {
        assertThatThrownBy(reading).isInstanceOf(IssueException.class).hasMessageContaining("VAULT-NOT-AUTHENTIC");
    }
}
