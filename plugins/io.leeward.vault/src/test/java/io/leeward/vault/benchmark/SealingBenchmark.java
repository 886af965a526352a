package io.leeward.vault.benchmark;

import io.leeward.kernel.Progress;
import io.leeward.model.Compression;
import io.leeward.model.DiskCut;
import io.leeward.model.DiskId;
import io.leeward.vault.SeededEntropy;
import io.leeward.vault.Vault;
import io.leeward.vault.Vaults;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.MemoryBlobStore;
import io.leeward.vault.epoch.Epoch;
import io.leeward.vault.journal.JournalWriter;
import io.leeward.vault.journal.Lanes;
import io.leeward.vault.key.AesGcm;
import io.leeward.vault.restore.DiskTarget;
import io.leeward.vault.restore.PointRestore;
import io.leeward.vault.segment.Frame;
import io.leeward.vault.segment.SegmentBuffers;
import io.leeward.vault.segment.SegmentScope;
import io.leeward.vault.segment.SegmentSealer;
import io.leeward.vault.segment.SegmentSource;
import io.leeward.vault.segment.SegmentVerifier;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * How fast one core seals, verifies and restores frames of data that Snappy shortens about 2.2 times; one JSON line for
 * each result. Also the check that AES-GCM of the Java runtime is called in the way in which it is fast: in calls as
 * large as a frame, on direct buffers.
 */
public final class SealingBenchmark {
    private static final int FRAMES = 64;
    private static final double LEAST_SECONDS = 3;

    private final SegmentBuffers buffers = new SegmentBuffers();
    private final MemoryBlobStore store = new MemoryBlobStore();
    private final Vault vault = Vaults.create(store, 1);
    private final Epoch epoch = Vaults.firstEpoch(vault, new DiskId("bench"), 1L << 40);
    private final List<ByteBuffer> data = data();

    private SealingBenchmark() {}

    /** Runs everything; takes about half a minute. */
    public static void main(String[] arguments) {
        SealingBenchmark benchmark = new SealingBenchmark();
        for (Compression compression : Compression.values()) {
            benchmark.measure("seal-" + compression, () -> benchmark.seal(compression));
        }
        benchmark.restoring();
        byte[] key = new byte[32];
        benchmark.measure(
                "aes-gcm-frame-direct", () -> benchmark.gcm(key, ByteBuffer.allocateDirect(Frame.LARGEST_BYTES)));
        benchmark.measure("aes-gcm-frame-heap", () -> benchmark.gcm(key, ByteBuffer.allocate(Frame.LARGEST_BYTES)));
        benchmark.measure("aes-gcm-8-MiB-heap", () -> benchmark.gcm(key, ByteBuffer.allocate(8 << 20)));
    }

    private void restoring() {
        JournalWriter writer =
                new JournalWriter(vault, SegmentScope.journal(epoch), Compression.SNAPPY, new SeededEntropy(2));
        long bytes = 0;
        for (int i = 0; i < 2048; i++) {
            ByteBuffer frame = data.get(i % FRAMES);
            writer.append(new Frame.Data(i + 1, bytes, frame));
            bytes += frame.remaining();
        }
        writer.close();
        DiskCut cut = new DiskCut(epoch.disk(), writer.position(), bytes);
        long diskBytes = bytes;
        measure("restore", () -> {
            new PointRestore(vault, Lanes.ONE).disk(cut, List.of(), new Nowhere(), Progress.NONE);
            return diskBytes;
        });
        BlobName first = store.names().stream()
                .filter(name -> name.value().endsWith(".seg"))
                .findFirst()
                .orElseThrow();
        ByteBuffer segment = ByteBuffer.wrap(store.bytes(first));
        measure("verify", () -> SegmentVerifier.verify(
                        SegmentScope.journal(epoch), 1, SegmentSource.of(segment), buffers)
                .map(index -> index.entries().stream()
                        .mapToLong(entry -> entry.length())
                        .sum())
                .orThrow());
    }

    /** Seals one segment; returns the bytes of disk data that went into it. */
    private long seal(Compression compression) {
        SegmentSealer sealer =
                new SegmentSealer(SegmentScope.journal(epoch), 1, compression, new SeededEntropy(1), buffers);
        sealer.header();
        long bytes = 0;
        for (int i = 0; !sealer.full(); i++) {
            ByteBuffer frame = data.get(i % FRAMES);
            sealer.seal(new Frame.Data(i + 1, (long) i * Frame.LARGEST_BYTES, frame));
            bytes += frame.remaining();
        }
        sealer.finish();
        return bytes;
    }

    private long gcm(byte[] key, ByteBuffer plain) {
        AesGcm cipher = new AesGcm(key);
        ByteBuffer out = plain.isDirect()
                ? ByteBuffer.allocateDirect(plain.capacity() + AesGcm.TAG_BYTES)
                : ByteBuffer.allocate(plain.capacity() + AesGcm.TAG_BYTES);
        long bytes = 0;
        for (long counter = 0; bytes < 16 << 20; counter++) {
            cipher.seal(counter, key, ByteBuffer.allocate(0), plain.clear(), out.clear());
            bytes += plain.capacity();
        }
        return bytes;
    }

    private void measure(String name, LongSupplier round) {
        run(round);
        Rate rate = run(round);
        System.out.printf(
                Locale.ROOT,
                "{\"benchmark\":\"%s\",\"megabytesPerCpuSecond\":%.0f,\"megabytesPerSecond\":%.0f}%n",
                name,
                rate.perCpuSecond(),
                rate.perSecond());
    }

    /** Both by the clock and by the processor time of this thread, which other work on the machine disturbs less. */
    private static Rate run(LongSupplier round) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long start = System.nanoTime();
        long cpuStart = threads.getCurrentThreadCpuTime();
        long bytes = 0;
        double seconds = 0;
        while (seconds < LEAST_SECONDS) {
            bytes += round.getAsLong();
            seconds = (System.nanoTime() - start) / 1e9;
        }
        double cpuSeconds = (threads.getCurrentThreadCpuTime() - cpuStart) / 1e9;
        return new Rate(bytes / cpuSeconds / 1e6, bytes / seconds / 1e6);
    }

    private record Rate(double perCpuSecond, double perSecond) {}

    /** Frames of which half is noise and half repeats, in runs of 512 bytes. */
    private static List<ByteBuffer> data() {
        Random random = new Random(42);
        return IntStream.range(0, FRAMES)
                .mapToObj(frame -> {
                    ByteBuffer direct = ByteBuffer.allocateDirect(Frame.LARGEST_BYTES);
                    byte[] noise = new byte[230];
                    while (direct.remaining() >= 512) {
                        random.nextBytes(noise);
                        byte[] repeated = new byte[512 - noise.length];
                        Arrays.fill(repeated, (byte) random.nextInt());
                        direct.put(noise).put(repeated);
                    }
                    return direct.flip();
                })
                .toList();
    }

    /** A target that keeps nothing. */
    private static final class Nowhere implements DiskTarget {
        @Override
        public boolean zeroed() {
            return true;
        }

        @Override
        public void write(long offset, ByteBuffer bytes) {}

        @Override
        public void zeros(long offset, long length) {}

        @Override
        public void commit() {}

        @Override
        public void close() {}
    }
}
