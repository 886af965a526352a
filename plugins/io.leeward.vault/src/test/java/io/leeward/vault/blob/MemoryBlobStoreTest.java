package io.leeward.vault.blob;

import java.time.Instant;

class MemoryBlobStoreTest extends BlobStoreContract {
    private MemoryBlobStore store = new MemoryBlobStore(Instant::now);

    @Override
    protected BlobStore openEmpty() {
        store = new MemoryBlobStore(Instant::now);
        return store;
    }

    @Override
    protected BlobStore openAgain() {
        return store.another();
    }
}
