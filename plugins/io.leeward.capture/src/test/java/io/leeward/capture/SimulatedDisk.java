package io.leeward.capture;

import io.leeward.capture.port.DiskReader;
import io.leeward.capture.port.Tracker;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.bytes.Block;
import io.leeward.kernel.bytes.Extent;
import io.leeward.kernel.bytes.ExtentSet;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A disk in memory that programs write to while it is read. */
final class SimulatedDisk implements DiskReader {
    final byte[] bytes;
    final ExtentSet bad = new ExtentSet();
    final boolean underFileSystem;
    boolean gone;
    boolean trackerHolds = true;
    long size;
    private final Random random;
    private final ExtentSet bits = new ExtentSet();
    private boolean frozen;
    private int writesPerMille;
    private long writes;

    SimulatedDisk(int size, boolean underFileSystem, Random random) {
        bytes = new byte[size];
        this.size = size;
        this.underFileSystem = underFileSystem;
        this.random = random;
        for (int block = 0; block < blocks(); block++) {
            if (random.nextBoolean()) {
                fill(block);
            }
        }
    }

    int blocks() {
        return (int) Block.count(bytes.length);
    }

    void busy(int perMille) {
        writesPerMille = perMille;
    }

    void freeze(boolean on) {
        frozen = on && underFileSystem;
    }

    /** Lets programs write, if they may and feel like it. */
    void live() {
        if (!frozen && random.nextInt(1000) < writesPerMille) {
            int block = random.nextInt(blocks());
            fill(block);
            bits.add(new Extent((long) block * Block.BYTES, Block.length(block, bytes.length)));
        }
    }

    /**
     * File systems write the same things again and again, which an agent must not be fooled by; others never the same.
     */
    private void fill(int block) {
        int kind = underFileSystem ? random.nextInt(4) : 1 + random.nextInt(3);
        int start = block * Block.BYTES;
        int end = start + Block.length(block, bytes.length);
        long unique = underFileSystem ? 0 : ++writes;
        for (int i = start; i < end; i++) {
            bytes[i] = (byte) (kind == 0 ? 0 : kind * 31 + block + (unique >> 8 * (i % 4)));
        }
    }

    void write(int block, int value) {
        java.util.Arrays.fill(
                bytes, block * Block.BYTES, block * Block.BYTES + Block.length(block, bytes.length), (byte) value);
    }

    @Override
    public long bytes() {
        requireThere();
        return size;
    }

    @Override
    public List<Extent> read(long offset, ByteBuffer into) {
        requireThere();
        List<Extent> failed = new ArrayList<>();
        while (into.hasRemaining()) {
            int length = Math.min(Block.BYTES, into.remaining());
            live();
            Extent block = new Extent(offset, length);
            if (bad.overlaps(block)) {
                failed.add(block);
                into.put(new byte[length]);
            } else {
                into.put(bytes, (int) offset, length);
            }
            offset += length;
        }
        return failed;
    }

    private void requireThere() {
        if (gone) {
            throw new IssueException(
                    Issue.of("DISK-MISSING", Issue.Kind.NOT_FOUND, "The disk is gone.", "Bring it back."));
        }
    }

    /** A kernel tracker that began now. */
    Tracker tracker() {
        bits.clear();
        return new Tracker() {
            @Override
            public String name() {
                return "simulated";
            }

            @Override
            public boolean complete() {
                return trackerHolds;
            }

            @Override
            public void take(ExtentSet changed) {
                changed.addAll(bits);
                bits.clear();
            }
        };
    }
}
