package io.leeward.store.blob;

import io.leeward.store.system.SystemSources;
import io.leeward.vault.blob.BlobStore;
import io.leeward.vault.blob.BlobStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class DirectoryBlobStoreContractTest extends BlobStoreContract {
    @TempDir
    private Path folder;

    @Override
    protected BlobStore openEmpty() {
        return DirectoryBlobStore.make(folder.resolve("store"), SystemSources.CLOCK, SystemSources.ENTROPY);
    }

    @Override
    protected BlobStore openAgain() {
        return DirectoryBlobStore.open(folder.resolve("store"), SystemSources.CLOCK, SystemSources.ENTROPY);
    }
}
