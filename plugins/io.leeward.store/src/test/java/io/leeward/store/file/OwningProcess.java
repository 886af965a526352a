package io.leeward.store.file;

import java.io.IOException;
import java.nio.file.Path;

/** A process that owns a folder until it is ended. */
final class OwningProcess {
    private OwningProcess() {}

    static void main(String[] arguments) throws IOException {
        try (FolderStorage storage = FolderStorage.open(Path.of(arguments[0]))) {
            System.out.println(storage.list().isEmpty() ? "owned" : "used");
            System.in.read();
        }
    }
}
