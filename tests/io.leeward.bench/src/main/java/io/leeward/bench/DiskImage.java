package io.leeward.bench;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;

/**
 * A disk image shaped like that of a machine: stretches of zeros, of text and tables that compress well, and of data
 * that does not compress. The same seed makes the same bytes. Non-zero data compresses about 2.2 to 1 with Snappy.
 */
final class DiskImage {
    /** Bytes of one stretch. */
    static final int STRETCH_BYTES = 1024 * 1024;

    private static final int BLOCK_BYTES = 4096;
    /** Of a hundred stretches, how many are zero. */
    private static final int ZERO_PERCENT = 30;
    /** Of a hundred stretches, how many are zero or hold data that does not compress. */
    private static final int DENSE_PERCENT = 42;

    private static final byte[] WORDS =
            ("select insert update from where order customer invoice amount 0000 0001 2026-11-22 status open closed"
                            + " error warning info thread request response bytes path /usr/lib /var/log true false null")
                    .getBytes(StandardCharsets.US_ASCII);

    private DiskImage() {}

    /** Writes an image of this many mebibytes to a new file, zeros as holes, and syncs it. */
    static void write(Path file, int mebibytes, long seed) throws IOException {
        Random random = new Random(seed);
        ByteBuffer stretch = ByteBuffer.allocateDirect(STRETCH_BYTES);
        try (FileChannel out = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int i = 0; i < mebibytes; i++) {
                int draw = random.nextInt(100);
                if (draw >= ZERO_PERCENT) {
                    fill(stretch.clear(), random, draw < DENSE_PERCENT);
                    writeAll(out, stretch.flip(), (long) i * STRETCH_BYTES);
                }
            }
            if (out.size() < (long) mebibytes * STRETCH_BYTES) {
                writeAll(out, ByteBuffer.allocate(1), (long) mebibytes * STRETCH_BYTES - 1);
            }
            out.force(true);
        }
    }

    private static void fill(ByteBuffer stretch, Random random, boolean dense) {
        byte[] block = new byte[BLOCK_BYTES];
        while (stretch.hasRemaining()) {
            if (dense) {
                random.nextBytes(block);
            } else {
                text(block, random);
            }
            stretch.put(block);
        }
    }

    private static void text(byte[] block, Random random) {
        int at = 0;
        while (at < block.length) {
            int from = random.nextInt(WORDS.length - 16);
            int length = Math.min(4 + random.nextInt(12), block.length - at);
            System.arraycopy(WORDS, from, block, at, length);
            at += length;
        }
    }

    private static void writeAll(FileChannel out, ByteBuffer bytes, long position) throws IOException {
        long at = position;
        while (bytes.hasRemaining()) {
            at += out.write(bytes, at);
        }
    }
}
