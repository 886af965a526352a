package io.leeward.vault.journal;

import io.leeward.vault.blob.BlobListing;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.BlobStore;
import io.leeward.vault.layout.Names;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;

/** First sequences of the segments in one folder of the vault, ascending. Takes 8 bytes of memory for each. */
final class StoredSegments {
    private long[] firsts = new long[64];
    private int count;

    private StoredSegments() {}

    /** Lists the segments that lie directly in a folder, whose name ends with a slash. */
    static StoredSegments list(BlobStore store, String folder) {
        StoredSegments found = new StoredSegments();
        Optional<String> from = Optional.empty();
        do {
            BlobListing page = store.list(folder, from);
            for (BlobName name : page.names()) {
                found.add(name, folder);
            }
            from = page.next();
        } while (from.isPresent());
        return found;
    }

    int count() {
        return count;
    }

    long first(int segment) {
        return firsts[segment];
    }

    private void add(BlobName name, String folder) {
        OptionalLong first = Names.number(name, Names.SEGMENT_SUFFIX);
        if (first.isEmpty() || name.value().indexOf('/', folder.length()) >= 0) {
            return;
        }
        if (count == firsts.length) {
            firsts = Arrays.copyOf(firsts, count * 2);
        }
        firsts[count++] = first.getAsLong();
    }
}
