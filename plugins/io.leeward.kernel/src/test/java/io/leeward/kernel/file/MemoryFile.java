package io.leeward.kernel.file;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Content of a file of {@link MemoryStorage}: what is durable, and what was done since. */
final class MemoryFile {
    private static final int SECTOR = 512;

    private byte[] durable = new byte[0];
    private byte[] now = new byte[0];
    private int size;
    private final List<Change> unsynced = new ArrayList<>();

    private sealed interface Change {
        record Write(int position, byte[] bytes) implements Change {}

        record Truncate(int size) implements Change {}
    }

    long size() {
        return size;
    }

    int read(long position, ByteBuffer into) {
        int count = (int) Math.max(0, Math.min(into.remaining(), size - position));
        if (count > 0) {
            into.put(now, (int) position, count);
        }
        return count;
    }

    void write(long position, ByteBuffer from) {
        byte[] bytes = new byte[from.remaining()];
        from.get(bytes);
        place(Math.toIntExact(position), bytes);
        unsynced.add(new Change.Write((int) position, bytes));
    }

    void truncate(long length) {
        cut(Math.toIntExact(length));
        unsynced.add(new Change.Truncate((int) length));
    }

    void sync() {
        durable = Arrays.copyOf(now, size);
        unsynced.clear();
    }

    private void place(int position, byte[] bytes) {
        int end = position + bytes.length;
        if (end > now.length) {
            now = Arrays.copyOf(now, Math.max(end, 2 * now.length));
        }
        System.arraycopy(bytes, 0, now, position, bytes.length);
        size = Math.max(size, end);
    }

    private void cut(int length) {
        if (length < size) {
            Arrays.fill(now, length, size, (byte) 0);
        } else if (length > now.length) {
            now = Arrays.copyOf(now, length);
        }
        size = length;
    }

    /**
     * The file as power comes back: each unsynced change was kept, lost, or reached the medium in part, sector by
     * sector.
     */
    MemoryFile afterCrash(Random random) {
        MemoryFile after = new MemoryFile();
        after.place(0, durable);
        for (Change change : unsynced) {
            int fate = random.nextInt(3);
            switch (change) {
                case Change.Truncate(int length) when fate > 0 -> after.cut(length);
                case Change.Write(int position, byte[] bytes) when fate == 1 -> after.place(position, bytes);
                case Change.Write(int position, byte[] bytes) when fate == 2 -> after.tear(position, bytes, random);
                default -> {}
            }
        }
        after.sync();
        return after;
    }

    private void tear(int position, byte[] bytes, Random random) {
        for (int at = 0; at < bytes.length; ) {
            int step = Math.min(bytes.length - at, SECTOR - (position + at) % SECTOR);
            if (random.nextBoolean()) {
                place(position + at, Arrays.copyOfRange(bytes, at, at + step));
            }
            at += step;
        }
    }
}
