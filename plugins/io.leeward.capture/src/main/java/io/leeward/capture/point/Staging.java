package io.leeward.capture.point;

import io.leeward.kernel.bytes.Block;
import io.leeward.kernel.bytes.Extent;
import io.leeward.kernel.bytes.ExtentSet;
import io.leeward.kernel.bytes.Zeros;
import io.leeward.wire.data.AgentMessage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Blocks as they were while everything was frozen, in memory, bounded. Not thread-safe. */
final class Staging {
    private static final byte[] ZERO = new byte[0];
    private static final int COST_BESIDE_BYTES = 64;

    private final List<TreeMap<Long, byte[]>> disks = new ArrayList<>();
    private final long limit;
    private final ByteBuffer run = ByteBuffer.allocateDirect(AgentMessage.LARGEST_DATA_BYTES);
    private long cost;

    Staging(int diskCount, long limit) {
        this.limit = limit;
        for (int i = 0; i < diskCount; i++) {
            disks.add(new TreeMap<>());
        }
    }

    /** Keeps a block, in place of an earlier one; false when there is no more room. */
    boolean put(int disk, long offset, ByteBuffer block) {
        boolean zero = block.remaining() == Block.BYTES && Zeros.only(block);
        byte[] kept = zero ? ZERO : new byte[block.remaining()];
        if (!zero) {
            block.duplicate().get(kept);
        }
        byte[] before = disks.get(disk).put(offset, kept);
        cost += kept.length + COST_BESIDE_BYTES - (before == null ? 0 : before.length + COST_BESIDE_BYTES);
        return cost <= limit;
    }

    /** Whether the block was kept and holds exactly these bytes. */
    boolean holds(int disk, long offset, ByteBuffer block) {
        byte[] kept = disks.get(disk).get(offset);
        return kept != null
                && (kept == ZERO ? Zeros.only(block) : ByteBuffer.wrap(kept).equals(block));
    }

    boolean contains(int disk, long offset) {
        return disks.get(disk).containsKey(offset);
    }

    /** All kept ranges of a disk. */
    ExtentSet ranges(int disk) {
        ExtentSet all = new ExtentSet();
        disks.get(disk)
                .forEach((offset, bytes) -> all.add(new Extent(offset, bytes == ZERO ? Block.BYTES : bytes.length)));
        return all;
    }

    /** A run of kept blocks. */
    record Run(long offset, ByteBuffer bytes) {}

    /** Takes the next run of blocks, 64 KiB at the most; its bytes are valid until the next call. */
    Optional<Run> next(int disk) {
        TreeMap<Long, byte[]> blocks = disks.get(disk);
        if (blocks.isEmpty()) {
            return Optional.empty();
        }
        long offset = blocks.firstKey();
        run.clear();
        while (run.remaining() >= Block.BYTES) {
            Map.Entry<Long, byte[]> next = blocks.firstEntry();
            if (next == null || next.getKey() != offset + run.position()) {
                break;
            }
            run.put(next.getValue() == ZERO ? new byte[Block.BYTES] : next.getValue());
            blocks.pollFirstEntry();
        }
        return Optional.of(new Run(offset, run.flip()));
    }
}
