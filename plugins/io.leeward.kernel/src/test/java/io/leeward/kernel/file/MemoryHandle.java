package io.leeward.kernel.file;

import java.nio.ByteBuffer;

/** An open file of {@link MemoryStorage}; dies with the process that opened it. */
final class MemoryHandle implements StoredFile {
    private final MemoryStorage storage;
    private final MemoryFile file;
    private final int generation;
    private boolean open = true;

    MemoryHandle(MemoryStorage storage, MemoryFile file) {
        this.storage = storage;
        this.file = file;
        generation = storage.generation();
    }

    private void use() {
        if (!open || generation != storage.generation()) {
            throw MemoryStorage.failure("The file is closed.");
        }
        storage.operation();
    }

    @Override
    public long size() {
        use();
        return file.size();
    }

    @Override
    public int read(long position, ByteBuffer into) {
        use();
        return file.read(position, into);
    }

    @Override
    public void write(long position, ByteBuffer from) {
        use();
        storage.requireRoom(position + from.remaining() - file.size());
        file.write(position, from);
    }

    @Override
    public void truncate(long size) {
        use();
        file.truncate(size);
    }

    @Override
    public void sync() {
        use();
        file.sync();
    }

    @Override
    public void close() {
        open = false;
    }
}
