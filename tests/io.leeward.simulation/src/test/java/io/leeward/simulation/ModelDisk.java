package io.leeward.simulation;

import io.leeward.capture.port.DiskReader;
import io.leeward.capture.port.Tracker;
import io.leeward.kernel.bytes.Block;
import io.leeward.kernel.bytes.Extent;
import io.leeward.kernel.bytes.ExtentSet;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** A disk of a simulated machine: its bytes, who writes them, and what a tracker sees of it. */
final class ModelDisk {
    final String id;
    private final byte[] bytes;
    private final Runnable beforeRead;
    private ExtentSet seen = new ExtentSet();
    private boolean tracking;

    /** A disk of zeros; {@code beforeRead} runs before each piece is read. */
    ModelDisk(String id, int size, Runnable beforeRead) {
        this.id = id;
        bytes = new byte[size];
        this.beforeRead = beforeRead;
    }

    int size() {
        return bytes.length;
    }

    byte[] copy() {
        return bytes.clone();
    }

    /** Goes back to an earlier content, behind the back of any tracker. */
    void revert(byte[] earlier) {
        System.arraycopy(earlier, 0, bytes, 0, bytes.length);
    }

    /** The machine writes one to three blocks: a new pattern, an old one, or zeros. */
    void write(Random random) {
        int first = random.nextInt((int) Block.count(bytes.length));
        int from = first * Block.BYTES;
        int to = Math.min(bytes.length, from + (1 + random.nextInt(3)) * Block.BYTES);
        byte fill = (byte) (random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(40));
        Arrays.fill(bytes, from, to, fill);
        if (tracking) {
            seen.add(new Extent(from, to - from));
        }
    }

    /** What is read by the agent. */
    DiskReader reader() {
        return new DiskReader() {
            @Override
            public long bytes() {
                return bytes.length;
            }

            @Override
            public List<Extent> read(long offset, ByteBuffer into) {
                beforeRead.run();
                into.put(bytes, (int) offset, into.remaining());
                return List.of();
            }
        };
    }

    /** A tracker that begins now and sees everything, in place of any earlier one. */
    Tracker track() {
        seen = new ExtentSet();
        tracking = true;
        return new Tracker() {
            @Override
            public String name() {
                return "model";
            }

            @Override
            public boolean complete() {
                return true;
            }

            @Override
            public void take(ExtentSet changed) {
                changed.addAll(seen);
                seen = new ExtentSet();
            }
        };
    }

    void stopTracking() {
        tracking = false;
    }
}
