package io.leeward.azure.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeward.azure.blob.FaultProxy.Fault;
import io.leeward.kernel.Issue.Kind;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.BlobStore;
import io.leeward.vault.blob.BlobVersion;
import io.leeward.vault.blob.CreateResult;
import io.leeward.vault.blob.ReplaceResult;
import io.leeward.vault.blob.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The store over a network that cuts connections. */
class AzureNetworkFaultsIT {
    private static final BlobName NAME = new BlobName("state/head.json");
    private static final AzureLimits IMPATIENT = new AzureLimits(
            3,
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofMillis(10),
            Duration.ofMillis(20));

    @TempDir
    private static Path folder;

    private static Azurite azurite;
    private static int containers;

    private FaultProxy proxy;
    private BlobStore direct;
    private BlobStore store;

    @BeforeAll
    static void start() throws Exception {
        azurite = Azurite.start(folder);
    }

    @AfterAll
    static void stop() {
        azurite.close();
    }

    @BeforeEach
    void connect() throws IOException {
        String container = "faults-" + ++containers;
        direct = AzureBlobStore.make(azurite.container(container), Azurite.connectionString(), AzureLimits.DEFAULT);
        proxy = new FaultProxy(azurite.port());
        store = AzureBlobStore.open(Azurite.container(container, proxy.port()), Azurite.connectionString(), IMPATIENT);
    }

    @AfterEach
    void disconnect() throws IOException {
        store.close();
        proxy.close();
    }

    @Test
    void aCreationWhoseAnswerWasLostIsFoundToExist() {
        proxy.next(Fault.CUT_AFTER, 1);

        assertThat(store.create(NAME, bytes(1))).isInstanceOf(CreateResult.Exists.class);
        assertThat(direct.read(NAME).orElseThrow().content()).isEqualTo(bytes(1));
    }

    @Test
    void aCreationThatNeverArrivedIsSentAgain() {
        proxy.next(Fault.CUT_BEFORE, 2);

        assertThat(store.create(NAME, bytes(1))).isInstanceOf(CreateResult.Created.class);
    }

    @Test
    void aReplacementWhoseAnswerWasLostIsUnknownAndNeverCalledAConflict() {
        BlobVersion version = created();
        proxy.next(Fault.CUT_AFTER, 1);

        assertThatThrownBy(() -> store.replace(NAME, bytes(2), version))
                .isInstanceOfSatisfying(StoreException.class, e -> {
                    assertThat(e.outcomeUnknown()).isTrue();
                    assertThat(e.issue().kind()).isEqualTo(Kind.NOT_REACHABLE);
                });
        assertThat(store.read(NAME).orElseThrow().content()).isEqualTo(bytes(2));
    }

    @Test
    void aReplacementThatNeverArrivedIsUnknownToo() {
        BlobVersion version = created();
        proxy.next(Fault.CUT_BEFORE, 1);

        assertThatThrownBy(() -> store.replace(NAME, bytes(2), version))
                .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.outcomeUnknown())
                        .isTrue());
        assertThat(store.replace(NAME, bytes(3), version)).isInstanceOf(ReplaceResult.Replaced.class);
    }

    @Test
    void aDeletionWhoseAnswerWasLostHasDeleted() {
        created();
        proxy.next(Fault.CUT_AFTER, 1);

        assertThat(store.delete(NAME)).isTrue();
        assertThat(direct.read(NAME)).isEmpty();
    }

    @Test
    void readingGoesOnAfterACut() {
        byte[] content = new byte[3_000_000];
        new Random(5).nextBytes(content);
        direct.create(NAME, ByteBuffer.wrap(content));
        for (Fault fault : new Fault[] {Fault.CUT_BEFORE, Fault.CUT_AFTER, Fault.CUT_WITHIN}) {
            proxy.next(fault, 1);
            assertThat(store.read(NAME).orElseThrow().content()).isEqualTo(ByteBuffer.wrap(content));
            proxy.next(fault, 1);
            assertThat(store.readRange(NAME, 1_000_000, 1_500_000).orElseThrow())
                    .isEqualTo(ByteBuffer.wrap(content, 1_000_000, 1_500_000));
            proxy.next(fault, 1);
            assertThat(store.readRange(NAME, -7, 7).orElseThrow())
                    .isEqualTo(ByteBuffer.wrap(content, content.length - 7, 7));
            proxy.next(fault, 1);
            assertThat(store.list("", Optional.empty()).names()).containsExactly(NAME);
        }
    }

    @Test
    void aSilentStoreIsGivenUpAfterTheLimit() {
        BlobVersion version = created();
        proxy.next(Fault.SILENCE, 100);

        assertThatThrownBy(() -> store.replace(NAME, bytes(2), version))
                .isInstanceOfSatisfying(StoreException.class, e -> assertThat(e.outcomeUnknown())
                        .isTrue());
        assertThatThrownBy(() -> store.read(NAME)).isInstanceOf(StoreException.class);
    }

    @Test
    void aStoreThatIsNotThereIsUnreachableAndNothingIsUnknown() throws IOException {
        BlobVersion version = created();
        proxy.close();

        assertThatThrownBy(() -> store.create(new BlobName("x"), bytes(1)))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.issue().code()).isEqualTo("STORE-UNREACHABLE"));
        assertThatThrownBy(() -> store.replace(NAME, bytes(1), version))
                .isInstanceOfSatisfying(StoreException.class, e -> {
                    assertThat(e.outcomeUnknown()).isFalse();
                    assertThat(e.issue().kind()).isEqualTo(Kind.NOT_REACHABLE);
                });
    }

    private BlobVersion created() {
        return ((CreateResult.Created) store.create(NAME, bytes(1))).version();
    }

    private static ByteBuffer bytes(int value) {
        return ByteBuffer.wrap(new byte[] {(byte) value, 7});
    }
}
