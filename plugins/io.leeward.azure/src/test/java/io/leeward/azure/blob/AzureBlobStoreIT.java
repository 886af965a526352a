package io.leeward.azure.blob;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.sas.BlobContainerSasPermission;
import com.azure.storage.blob.sas.BlobServiceSasSignatureValues;
import io.leeward.kernel.Issue.Kind;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.Secret;
import io.leeward.operations.vaults.StoreAddress;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.BlobStore;
import io.leeward.vault.blob.BlobStoreContract;
import io.leeward.vault.blob.CreateResult;
import io.leeward.vault.blob.StoreException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AzureBlobStoreIT extends BlobStoreContract {
    @TempDir
    private static Path folder;

    private static Azurite azurite;
    private static int containers;

    private URI address;

    @BeforeAll
    static void start() throws Exception {
        azurite = Azurite.start(folder);
    }

    @AfterAll
    static void stop() {
        azurite.close();
    }

    @Override
    protected BlobStore openEmpty() {
        address = azurite.container("c" + ++containers + "-test");
        return AzureBlobStore.make(address, Azurite.connectionString(), AzureLimits.DEFAULT);
    }

    @Override
    protected BlobStore openAgain() {
        return AzureBlobStore.open(address, Azurite.connectionString(), AzureLimits.DEFAULT);
    }

    @Test
    void aMissingContainerIsNotFoundAndNotMadeByOpening() {
        URI missing = azurite.container("missing");

        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> AzureBlobStore.open(missing, Azurite.connectionString(), AzureLimits.DEFAULT))
                    .isInstanceOfSatisfying(StoreException.class, e -> {
                        assertThat(e.issue().kind()).isEqualTo(Kind.NOT_FOUND);
                        assertThat(e.outcomeUnknown()).isFalse();
                    });
        }
    }

    @Test
    void aContainerThatWasDeletedIsNotTakenForAnEmptyOne() {
        try (BlobStore store = openAgain()) {
            client().delete();

            BlobName name = new BlobName("a");
            assertThatThrownBy(() -> store.read(name)).isInstanceOfSatisfying(StoreException.class, e -> assertThat(
                            e.issue().kind())
                    .isEqualTo(Kind.NOT_FOUND));
            assertThatThrownBy(() -> store.size(name)).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> store.list("", Optional.empty())).isInstanceOf(StoreException.class);
            assertThatThrownBy(() -> store.create(name, ByteBuffer.allocate(1))).isInstanceOf(StoreException.class);
        }
    }

    @Test
    void aWrongKeyIsDeniedAndNotShown() {
        assertThatThrownBy(() -> AzureBlobStore.open(address, Azurite.wrongConnectionString(), AzureLimits.DEFAULT))
                .isInstanceOfSatisfying(
                        StoreException.class, e -> assertThat(e.issue().kind()).isEqualTo(Kind.WRONG_CREDENTIALS))
                .hasMessageNotContaining("AAAA");
    }

    @Test
    void aSignatureOfTheContainerIsEnoughWithoutOrWithItsUrl() {
        BlobContainerSasPermission permission = BlobContainerSasPermission.parse("racwdl");
        String token = client().generateSas(
                        new BlobServiceSasSignatureValues(OffsetDateTime.now().plusHours(1), permission));
        int round = 0;
        for (String text : new String[] {token, "?" + token, address + "?" + token, "SharedAccessSignature=" + token}) {
            try (BlobStore store = AzureBlobStore.open(address, Secret.ofText(text), AzureLimits.DEFAULT)) {
                assertThat(store.create(new BlobName("with-signature-" + round++), ByteBuffer.allocate(3)))
                        .isInstanceOf(CreateResult.Created.class);
                assertThat(store.storeTime()).isNotNull();
                assertThat(store.location()).doesNotContain("sig=");
            }
        }
    }

    @Test
    void aSignatureThatMayOnlyReadCannotWrite() {
        BlobContainerSasPermission permission = BlobContainerSasPermission.parse("rl");
        String token = client().generateSas(
                        new BlobServiceSasSignatureValues(OffsetDateTime.now().plusHours(1), permission));
        try (BlobStore store = AzureBlobStore.open(address, Secret.ofText(token), AzureLimits.DEFAULT)) {
            assertThatThrownBy(() -> store.create(new BlobName("x"), ByteBuffer.allocate(3)))
                    .isInstanceOfSatisfying(
                            StoreException.class,
                            e -> assertThat(e.issue().code()).isEqualTo("STORE-DENIED"));
        }
    }

    @Test
    void foreignBlobsAreLeftOutOfTheListing() {
        client().getBlobClient("not a name of ours").upload(com.azure.core.util.BinaryData.fromString("x"));
        try (BlobStore store = openAgain()) {
            store.create(new BlobName("ours"), ByteBuffer.allocate(1));

            assertThat(store.list("", Optional.empty()).names()).containsExactly(new BlobName("ours"));
        }
    }

    @Test
    void theOpenerMakesAContainerOnlyWhenAsked() {
        AzureStoreOpener opener = new AzureStoreOpener(AzureLimits.DEFAULT);
        StoreAddress fresh = new StoreAddress(
                StoreAddress.Kind.AZURE,
                azurite.container("opened-" + ++containers).toString());

        assertThat(opener.open(fresh, Optional.of(Azurite.connectionString())))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.issue().kind()).isEqualTo(Kind.NOT_FOUND));
        assertThat(opener.openOrMake(fresh, Optional.of(Azurite.connectionString())))
                .isInstanceOf(Outcome.Done.class);
        assertThat(opener.open(fresh, Optional.of(Azurite.connectionString()))).isInstanceOf(Outcome.Done.class);
    }

    private BlobContainerClient client() {
        return AzureClients.container(address, AzureCredentials.parse(Azurite.connectionString()), AzureLimits.DEFAULT);
    }
}
