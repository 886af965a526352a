package io.leeward.bench;

import io.leeward.azure.blob.AzureLimits;
import io.leeward.azure.blob.AzureStoreOpener;
import io.leeward.kernel.Secret;
import io.leeward.operations.vaults.StoreAddress;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.BlobStore;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** How fast a store takes random blobs of the size of a segment, several at a time and nothing else being done. */
final class PutCeiling {
    private static final int BLOB_BYTES = 8 * 1024 * 1024;
    private static final int AT_ONCE = 4;

    private PutCeiling() {}

    static void run(String container, Secret connection, int mebibytes) throws Exception {
        byte[] random = new byte[BLOB_BYTES];
        new Random(1).nextBytes(random);
        ByteBuffer content = ByteBuffer.allocateDirect(BLOB_BYTES).put(random).flip();
        StoreAddress address = StoreAddress.parse("azure:" + container).orElseThrow();
        try (BlobStore store = new AzureStoreOpener(AzureLimits.DEFAULT)
                        .openOrMake(address, Optional.of(connection))
                        .orThrow();
                ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE)) {
            store.create(new BlobName("warm"), content);
            List<Callable<Object>> puts = new ArrayList<>();
            int count = Math.max(AT_ONCE, mebibytes * 1024 * 1024 / BLOB_BYTES);
            for (int i = 0; i < count; i++) {
                BlobName name = new BlobName("put/" + i);
                puts.add(() -> store.create(name, content));
            }
            long from = System.nanoTime();
            for (Future<Object> put : pool.invokeAll(puts)) {
                put.get();
            }
            double seconds = (System.nanoTime() - from) / 1e9;
            System.out.printf("{\"seconds\":%.3f,\"stored\":%d}%n", seconds, (long) count * BLOB_BYTES);
        }
    }
}
