package io.leeward.store.blob;

import io.leeward.store.system.SystemSources;
import io.leeward.vault.blob.Blob;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.BlobStore;
import io.leeward.vault.blob.CreateResult;
import io.leeward.vault.blob.ReplaceResult;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A process that races with another: it claims numbered blobs, printing those that it won, and counts a shared counter
 * up.
 */
final class CountingProcess {
    private CountingProcess() {}

    static void main(String[] arguments) {
        int rounds = Integer.parseInt(arguments[2]);
        try (BlobStore store =
                DirectoryBlobStore.open(Path.of(arguments[0]), SystemSources.CLOCK, SystemSources.ENTROPY)) {
            for (int i = 0; i < rounds; i++) {
                CreateResult claim = store.create(new BlobName("claims/" + i), bytes(arguments[1]));
                if (claim instanceof CreateResult.Created) {
                    System.out.println(i);
                }
                increment(store);
            }
        }
    }

    private static void increment(BlobStore store) {
        BlobName name = new BlobName("counter");
        while (true) {
            Blob blob = store.read(name).orElseThrow();
            int value = Integer.parseInt(
                    StandardCharsets.US_ASCII.decode(blob.content()).toString());
            if (store.replace(name, bytes("" + (value + 1)), blob.version()) instanceof ReplaceResult.Replaced) {
                return;
            }
        }
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}
