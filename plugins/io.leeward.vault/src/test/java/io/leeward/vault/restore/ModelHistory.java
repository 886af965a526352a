package io.leeward.vault.restore;

import io.leeward.kernel.bytes.Block;
import io.leeward.model.Compression;
import io.leeward.model.DiskId;
import io.leeward.model.PointId;
import io.leeward.model.Position;
import io.leeward.vault.SeededEntropy;
import io.leeward.vault.Vault;
import io.leeward.vault.Vaults;
import io.leeward.vault.blob.MemoryBlobStore;
import io.leeward.vault.epoch.Coverage;
import io.leeward.vault.epoch.Epoch;
import io.leeward.vault.epoch.Epochs;
import io.leeward.vault.journal.BaseLayer;
import io.leeward.vault.journal.JournalWriter;
import io.leeward.vault.segment.SegmentScope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/**
 * A disk with a random past: epochs that fork, points, base layers, and what the disk held after every single frame.
 */
final class ModelHistory {
    static final DiskId DISK = new DiskId("disk-1");

    final MemoryBlobStore store = new MemoryBlobStore();
    final Vault vault;
    final int diskBytes;
    final TreeMap<Position, byte[]> states = new TreeMap<>();
    final List<BaseLayer> layers = new ArrayList<>();

    private final Random random;
    private final SeededEntropy entropy;

    ModelHistory(long seed) {
        random = new Random(seed);
        entropy = new SeededEntropy(seed);
        vault = Vaults.create(store, seed);
        diskBytes = (8 + random.nextInt(60)) * Block.BYTES
                - (random.nextBoolean() ? 1 + random.nextInt(Block.BYTES - 1) : 0);
    }

    /** Makes the first epoch and a few more, each from some position of one before it. */
    void live(int epochs) {
        Epoch first = Vaults.firstEpoch(vault, DISK, diskBytes);
        JournalWriter writer = writer(first);
        byte[] disk = new byte[diskBytes];
        initialCopy(writer, disk);
        workload(writer, disk);
        for (int i = 1; i < epochs; i++) {
            Position parent = anyPosition();
            boolean compared = random.nextBoolean();
            Epoch next = Vaults.claim(
                    vault, DISK, Optional.of(parent), compared ? Coverage.COMPARED : Coverage.CONTINUOUS, diskBytes);
            writer = writer(next);
            disk = states.get(parent).clone();
            states.put(writer.position(), disk.clone());
            if (compared) {
                compare(writer, disk);
            }
            workload(writer, disk);
        }
    }

    Position anyPosition() {
        List<Position> whole = states.keySet().stream().toList();
        return whole.get(random.nextInt(whole.size()));
    }

    /** Writes the whole content at a position as a base layer. */
    BaseLayer addLayer(Position at) {
        Epoch epoch = new Epochs(vault).require(DISK, at.epoch());
        SegmentScope scope = SegmentScope.layer(epoch, at.sequence());
        JournalWriter writer = new JournalWriter(vault, scope, Compression.ZSTD, entropy);
        byte[] disk = states.get(at);
        for (int offset = 0; offset < diskBytes; offset += 3 * Block.BYTES) {
            byte[] part = Arrays.copyOfRange(disk, offset, Math.min(diskBytes, offset + 3 * Block.BYTES));
            if (allZero(part)) {
                writer.zeros(offset, part.length);
            } else {
                writer.data(offset, part);
            }
            if (random.nextInt(4) == 0) {
                writer.close();
            }
        }
        writer.close();
        BaseLayer layer = new BaseLayer(DISK, at, writer.sequence(), diskBytes);
        layers.add(layer);
        return layer;
    }

    private JournalWriter writer(Epoch epoch) {
        Compression compression = random.nextBoolean() ? Compression.SNAPPY : Compression.ZSTD;
        return new JournalWriter(vault, SegmentScope.journal(epoch), compression, entropy);
    }

    private void initialCopy(JournalWriter writer, byte[] disk) {
        List<Integer> starts = new ArrayList<>();
        for (int offset = 0; offset < diskBytes; offset += 4 * Block.BYTES) {
            starts.add(offset);
        }
        java.util.Collections.shuffle(starts, random);
        for (int i = 0; i < starts.size(); i++) {
            int length = Math.min(4 * Block.BYTES, diskBytes - starts.get(i));
            write(writer, disk, starts.get(i), length);
            if (i < starts.size() - 1) {
                states.remove(writer.position());
            }
        }
    }

    private void workload(JournalWriter writer, byte[] disk) {
        int frames = 10 + random.nextInt(60);
        for (int i = 0; i < frames; i++) {
            if (random.nextInt(8) == 0) {
                writer.mark(new PointId("p-" + writer.position().epoch() + "-" + writer.sequence()), diskBytes);
                states.put(writer.position(), disk.clone());
            } else {
                int offset = random.nextInt((diskBytes + Block.BYTES - 1) / Block.BYTES) * Block.BYTES;
                write(writer, disk, offset, Math.min((1 + random.nextInt(6)) * Block.BYTES, diskBytes - offset));
            }
            if (random.nextInt(9) == 0) {
                writer.close();
            }
        }
        writer.close();
    }

    /** What a compare finds: some blocks hold something else than the parent says. */
    private void compare(JournalWriter writer, byte[] disk) {
        for (int offset = 0; offset < diskBytes; offset += Block.BYTES) {
            if (random.nextInt(5) == 0) {
                write(writer, disk, offset, Math.min(Block.BYTES, diskBytes - offset));
            }
        }
    }

    private void write(JournalWriter writer, byte[] disk, int offset, int length) {
        byte[] content = new byte[length];
        int kind = random.nextInt(4);
        if (kind == 0) {
            writer.zeros(offset, length);
        } else {
            if (kind == 1) {
                random.nextBytes(content);
            } else {
                Arrays.fill(content, (byte) (1 + random.nextInt(255)));
            }
            writer.data(offset, content);
        }
        System.arraycopy(content, 0, disk, offset, length);
        states.put(writer.position(), disk.clone());
    }

    private static boolean allZero(byte[] part) {
        return Arrays.equals(part, new byte[part.length]);
    }
}
