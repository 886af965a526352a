package io.leeward.replication.work;

import io.leeward.kernel.file.Storage;
import io.leeward.kernel.file.StoredFile;
import java.nio.ByteBuffer;
import java.util.Optional;

/** Reads closed segments of a machine's spool, which never change, on any thread. */
@FunctionalInterface
public interface SpoolReader {
    /** The whole file, at best as a direct buffer that maps it; empty when there is none. */
    Optional<ByteBuffer> read(String file);

    /** Reads through a storage port, on its owner's thread only. */
    static SpoolReader over(Storage storage) {
        return name -> {
            if (!storage.exists(name)) {
                return Optional.empty();
            }
            try (StoredFile file = storage.open(name)) {
                ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(file.size()));
                file.read(0, content);
                return Optional.of(content.flip());
            }
        };
    }
}
