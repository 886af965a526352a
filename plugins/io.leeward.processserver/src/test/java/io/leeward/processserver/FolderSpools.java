package io.leeward.processserver;

import io.leeward.kernel.file.Storage;
import io.leeward.model.MachineId;
import io.leeward.store.file.FolderStorage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** Spools as folders below a temporary one. */
public final class FolderSpools implements Spools {
    private final Path root;
    private volatile Runnable beforeDeletion = () -> {};

    public FolderSpools(Path root) {
        this.root = root;
    }

    /** Runs this before a folder is deleted. */
    public void beforeDeletion(Runnable action) {
        beforeDeletion = action;
    }

    public Path folder(MachineId machine) {
        return root.resolve(machine.value());
    }

    @Override
    public Folder open(MachineId machine) {
        FolderStorage storage = FolderStorage.open(folder(machine));
        return new Folder() {
            @Override
            public Storage storage() {
                return storage;
            }

            @Override
            public Optional<ByteBuffer> read(String file) {
                try {
                    Path path = folder(machine).resolve(file);
                    return Files.exists(path)
                            ? Optional.of(ByteBuffer.wrap(Files.readAllBytes(path)))
                            : Optional.empty();
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }

            @Override
            public void close() {
                storage.close();
            }
        };
    }

    @Override
    public void delete(MachineId machine) {
        beforeDeletion.run();
        try (Stream<Path> files = Files.walk(folder(machine))) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public long freeBytes() {
        return Long.MAX_VALUE;
    }
}
