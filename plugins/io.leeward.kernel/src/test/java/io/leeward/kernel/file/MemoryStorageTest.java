package io.leeward.kernel.file;

class MemoryStorageTest extends StorageContract {
    @Override
    protected Storage openEmpty() {
        return new MemoryStorage();
    }
}
