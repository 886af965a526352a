package io.leeward.simulation;

import io.leeward.kernel.file.MemoryStorage;
import io.leeward.kernel.file.Storage;
import io.leeward.kernel.file.StoredFile;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Watches what is written to segments: under one key, which the salt in a segment's header stands for, no two different
 * frames may ever be sealed with one number.
 */
final class KeyWatch {
    private static final int EPOCH_AT = 16;
    private static final int KEY_BYTES = 8 + 8 + 32;
    private static final int FIRST_AT = 8;
    private static final int HEADER_BYTES = 80;
    private static final int NUMBER_AT = 8;
    private static final int TYPE_AT = 4;
    private static final int LAST_FRAME_TYPE = 3;

    private final Map<Sealed, Integer> seen = new HashMap<>();

    /** A key, told by file, epoch and salt, and the number of a frame under it. */
    private record Sealed(String disk, int epochAndSalt, long counter) {}

    Storage watch(MemoryStorage storage) {
        return new Watched(storage);
    }

    private void sealed(String disk, StoredFile file, long position, ByteBuffer bytes) {
        if (position < HEADER_BYTES || bytes.remaining() < 16) {
            return;
        }
        int type = bytes.get(bytes.position() + TYPE_AT);
        if (type < 1 || type > LAST_FRAME_TYPE) {
            return;
        }
        ByteBuffer key = ByteBuffer.allocate(KEY_BYTES);
        file.read(EPOCH_AT, key);
        long first = key.getLong(FIRST_AT);
        key.putLong(FIRST_AT, 0);
        byte[] content = new byte[bytes.remaining()];
        bytes.duplicate().get(content);
        long counter = bytes.getLong(bytes.position() + NUMBER_AT) - first;
        Integer before = seen.put(new Sealed(disk, Arrays.hashCode(key.array()), counter), Arrays.hashCode(content));
        if (before != null && before != Arrays.hashCode(content)) {
            throw new Violation("two frames were sealed under one key with one number");
        }
    }

    private final class Watched implements Storage {
        private final MemoryStorage storage;

        Watched(MemoryStorage storage) {
            this.storage = storage;
        }

        @Override
        public List<String> list() {
            return storage.list();
        }

        @Override
        public boolean exists(String name) {
            return storage.exists(name);
        }

        @Override
        public StoredFile open(String name) {
            StoredFile file = storage.open(name);
            return name.endsWith(".open") ? new WatchedFile(name.substring(0, name.indexOf('.')), file) : file;
        }

        @Override
        public void delete(String name) {
            storage.delete(name);
        }

        @Override
        public void rename(String from, String to) {
            storage.rename(from, to);
        }

        @Override
        public void syncFolder() {
            storage.syncFolder();
        }

        @Override
        public long freeBytes() {
            return storage.freeBytes();
        }
    }

    private final class WatchedFile implements StoredFile {
        private final String disk;
        private final StoredFile file;

        WatchedFile(String disk, StoredFile file) {
            this.disk = disk;
            this.file = file;
        }

        @Override
        public long size() {
            return file.size();
        }

        @Override
        public int read(long position, ByteBuffer into) {
            return file.read(position, into);
        }

        @Override
        public void write(long position, ByteBuffer from) {
            sealed(disk, file, position, from);
            file.write(position, from);
        }

        @Override
        public void truncate(long size) {
            file.truncate(size);
        }

        @Override
        public void sync() {
            file.sync();
        }

        @Override
        public void close() {
            file.close();
        }
    }
}
