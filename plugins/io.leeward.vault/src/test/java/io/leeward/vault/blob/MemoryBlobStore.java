package io.leeward.vault.blob;

import io.leeward.kernel.Clock;
import io.leeward.kernel.Issue;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * A blob store in memory, the double of every adapter: same contract, with faults on demand and a way to tamper.
 * Thread-safe.
 */
public final class MemoryBlobStore implements BlobStore {
    private final Shared shared;
    private final Clock clock;
    private StoreFault.Plan faults = (call, about) -> StoreFault.NONE;
    private int page = LARGEST_PAGE;

    public MemoryBlobStore() {
        this(() -> Instant.EPOCH);
    }

    public MemoryBlobStore(Clock clock) {
        this(new Shared(), clock);
    }

    private MemoryBlobStore(Shared shared, Clock clock) {
        this.shared = shared;
        this.clock = clock;
    }

    /** Another handle on the same blobs, with faults of its own. */
    public MemoryBlobStore another() {
        return new MemoryBlobStore(shared, clock);
    }

    /** Sets the faults of this handle from now on. */
    public void faults(StoreFault.Plan plan) {
        faults = plan;
    }

    /** Sets the names on one page of a listing, so that tests need few blobs to see paging. */
    public void pageSize(int names) {
        page = names;
    }

    /** A copy of all blobs as they are now, in a store of its own. */
    public MemoryBlobStore copy() {
        synchronized (shared) {
            MemoryBlobStore copy = new MemoryBlobStore(clock);
            shared.blobs.forEach((name, stored) -> copy.shared.blobs.put(name, stored));
            copy.shared.writes = shared.writes;
            return copy;
        }
    }

    /** The bytes of a blob, which must be there. */
    public byte[] bytes(BlobName name) {
        synchronized (shared) {
            return shared.blobs.get(name).content.clone();
        }
    }

    /** Puts bytes under a name, as somebody with access to the store could. */
    public void overwrite(BlobName name, byte[] content) {
        synchronized (shared) {
            shared.put(name, content.clone());
        }
    }

    /** Names of all blobs, in order. */
    public List<BlobName> names() {
        synchronized (shared) {
            return List.copyOf(shared.blobs.keySet());
        }
    }

    @Override
    public CreateResult create(BlobName name, ByteBuffer content) {
        byte[] bytes = copyOf(content);
        return call("create", name.value(), () -> {
            if (shared.blobs.containsKey(name)) {
                return new CreateResult.Exists();
            }
            return new CreateResult.Created(shared.put(name, bytes));
        });
    }

    @Override
    public ReplaceResult replace(BlobName name, ByteBuffer content, BlobVersion expected) {
        byte[] bytes = copyOf(content);
        return call("replace", name.value(), () -> {
            Stored stored = shared.blobs.get(name);
            if (stored == null || !stored.version.equals(expected)) {
                return new ReplaceResult.Conflict();
            }
            return new ReplaceResult.Replaced(shared.put(name, bytes));
        });
    }

    @Override
    public Optional<Blob> read(BlobName name) {
        return call("read", name.value(), () -> Optional.ofNullable(shared.blobs.get(name))
                .map(stored -> new Blob(ByteBuffer.wrap(stored.content).asReadOnlyBuffer(), stored.version)));
    }

    @Override
    public Optional<ByteBuffer> readRange(BlobName name, long offset, int length) {
        return call("readRange", name.value(), () -> Optional.ofNullable(shared.blobs.get(name))
                .map(stored -> {
                    int size = stored.content.length;
                    int from = (int) (offset < 0 ? Math.max(0, size + offset) : Math.min(offset, size));
                    return ByteBuffer.wrap(stored.content)
                            .asReadOnlyBuffer()
                            .slice(from, Math.min(length, size - from));
                }));
    }

    @Override
    public Optional<Long> size(BlobName name) {
        return call("size", name.value(), () -> Optional.ofNullable(shared.blobs.get(name))
                .map(stored -> (long) stored.content.length));
    }

    @Override
    public BlobListing list(String prefix, Optional<String> from) {
        return call("list", prefix, () -> {
            List<BlobName> names = new ArrayList<>();
            for (BlobName name : shared.blobs.keySet()) {
                boolean wanted = name.value().startsWith(prefix)
                        && from.filter(start -> name.value().compareTo(start) < 0)
                                .isEmpty();
                if (wanted && names.size() == page) {
                    return new BlobListing(names, Optional.of(name.value()));
                }
                if (wanted) {
                    names.add(name);
                }
            }
            return new BlobListing(names, Optional.empty());
        });
    }

    @Override
    public boolean delete(BlobName name) {
        return call("delete", name.value(), () -> shared.blobs.remove(name) != null);
    }

    @Override
    public Instant storeTime() {
        return clock.now();
    }

    @Override
    public String location() {
        return "memory";
    }

    @Override
    public void close() {}

    private <T> T call(String call, String about, Supplier<T> work) {
        synchronized (shared) {
            return switch (faults.of(call, about)) {
                case NONE -> work.get();
                case REFUSED -> throw failure(false);
                case LOST_BEFORE -> throw failure(true);
                case LOST_AFTER -> {
                    work.get();
                    throw failure(true);
                }
            };
        }
    }

    private static StoreException failure(boolean unknown) {
        Issue issue = Issue.of(
                "STORE-UNREACHABLE", Issue.Kind.NOT_REACHABLE, "The store in memory did not answer.", "Try again.");
        return new StoreException(issue, unknown);
    }

    private static byte[] copyOf(ByteBuffer content) {
        if (content.remaining() > LARGEST_BLOB_BYTES) {
            throw new IllegalArgumentException("blob of " + content.remaining() + " bytes");
        }
        byte[] bytes = new byte[content.remaining()];
        content.duplicate().get(bytes);
        return bytes;
    }

    private record Stored(byte[] content, BlobVersion version) {}

    private static final class Shared {
        private final TreeMap<BlobName, Stored> blobs = new TreeMap<>();
        private long writes;

        private BlobVersion put(BlobName name, byte[] content) {
            BlobVersion version = new BlobVersion("v" + ++writes);
            blobs.put(name, new Stored(content, version));
            return version;
        }
    }
}
