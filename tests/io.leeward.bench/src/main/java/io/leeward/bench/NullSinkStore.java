package io.leeward.bench;

import io.leeward.vault.blob.Blob;
import io.leeward.vault.blob.BlobListing;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.BlobStore;
import io.leeward.vault.blob.BlobVersion;
import io.leeward.vault.blob.CreateResult;
import io.leeward.vault.blob.ReplaceResult;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A store that keeps small blobs in memory and, of segments, only the last part, which holds the index: what is
 * measured with it is everything but the store.
 */
final class NullSinkStore implements BlobStore {
    private static final String SEGMENT = ".seg";
    /** Of a segment, this much is kept from its end. */
    private static final int KEPT_BYTES = 512 * 1024;

    private final ConcurrentSkipListMap<String, Kept> blobs = new ConcurrentSkipListMap<>();
    private final AtomicLong versions = new AtomicLong();
    private final AtomicLong received = new AtomicLong();

    /** The end of a blob, its length and its version. */
    private record Kept(byte[] end, long length, long version) {
        Blob blob() {
            return new Blob(ByteBuffer.wrap(end).asReadOnlyBuffer(), new BlobVersion(Long.toString(version)));
        }
    }

    /** Bytes of all contents received. */
    long received() {
        return received.get();
    }

    @Override
    public CreateResult create(BlobName name, ByteBuffer content) {
        Kept fresh = keep(name, content);
        return blobs.putIfAbsent(name.value(), fresh) == null
                ? new CreateResult.Created(new BlobVersion(Long.toString(fresh.version())))
                : new CreateResult.Exists();
    }

    @Override
    public synchronized ReplaceResult replace(BlobName name, ByteBuffer content, BlobVersion expected) {
        Kept present = blobs.get(name.value());
        if (present == null || !Long.toString(present.version()).equals(expected.tag())) {
            return new ReplaceResult.Conflict();
        }
        Kept fresh = keep(name, content);
        blobs.put(name.value(), fresh);
        return new ReplaceResult.Replaced(new BlobVersion(Long.toString(fresh.version())));
    }

    private Kept keep(BlobName name, ByteBuffer content) {
        int length = content.remaining();
        received.addAndGet(length);
        int kept = name.value().endsWith(SEGMENT) ? Math.min(length, KEPT_BYTES) : length;
        byte[] end = new byte[kept];
        content.duplicate().position(content.limit() - kept).get(end);
        return new Kept(end, length, versions.incrementAndGet());
    }

    @Override
    public Optional<Blob> read(BlobName name) {
        return Optional.ofNullable(blobs.get(name.value())).map(Kept::blob);
    }

    @Override
    public Optional<ByteBuffer> readRange(BlobName name, long offset, int length) {
        return Optional.ofNullable(blobs.get(name.value())).map(kept -> {
            long from = offset < 0 ? Math.max(0, kept.length() + offset) : offset;
            long lost = kept.length() - kept.end().length;
            if (from < lost) {
                throw new IllegalStateException("the beginning of " + name + " was not kept");
            }
            int at = (int) Math.min(kept.end().length, from - lost);
            int count = Math.min(length, kept.end().length - at);
            return ByteBuffer.wrap(kept.end(), at, count).slice().asReadOnlyBuffer();
        });
    }

    @Override
    public Optional<Long> size(BlobName name) {
        return Optional.ofNullable(blobs.get(name.value())).map(Kept::length);
    }

    @Override
    public BlobListing list(String prefix, Optional<String> from) {
        List<String> names = blobs.tailMap(from.orElse(prefix), from.isEmpty()).keySet().stream()
                .takeWhile(name -> name.startsWith(prefix))
                .limit(LARGEST_PAGE)
                .toList();
        Optional<String> next = names.size() < LARGEST_PAGE ? Optional.empty() : Optional.of(names.getLast());
        return new BlobListing(names.stream().map(BlobName::new).toList(), next);
    }

    @Override
    public boolean delete(BlobName name) {
        return blobs.remove(name.value()) != null;
    }

    @Override
    public Instant storeTime() {
        return Instant.now();
    }

    @Override
    public String location() {
        return "nowhere";
    }

    @Override
    public void close() {}
}
