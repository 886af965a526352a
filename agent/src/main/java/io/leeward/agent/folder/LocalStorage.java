package io.leeward.agent.folder;

import io.leeward.kernel.file.Storage;
import io.leeward.kernel.file.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;

/** A folder of this machine. */
public final class LocalStorage implements Storage {
    private final Path folder;

    private LocalStorage(Path folder) {
        this.folder = folder;
    }

    /** Opens the folder, and makes it when it is missing. */
    public static LocalStorage open(Path folder) {
        try {
            PrivateFiles.folder(folder);
            PrivateFiles.sync(folder.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw Failures.of("make the folder " + folder, e);
        }
        return new LocalStorage(folder);
    }

    private Path file(String name) {
        if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
            throw new IllegalArgumentException("file name " + name);
        }
        return folder.resolve(name);
    }

    @Override
    public List<String> list() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw Failures.of("list " + folder, e);
        }
    }

    @Override
    public boolean exists(String name) {
        return Files.exists(file(name));
    }

    @Override
    public StoredFile open(String name) {
        Path file = file(name);
        try {
            return new LocalFile(
                    file,
                    PrivateFiles.open(
                            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw Failures.of("open " + file, e);
        }
    }

    @Override
    public void delete(String name) {
        try {
            Files.deleteIfExists(file(name));
        } catch (IOException e) {
            throw Failures.of("delete " + file(name), e);
        }
    }

    @Override
    public void rename(String from, String to) {
        try {
            Files.move(file(from), file(to), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw Failures.of("rename " + file(from), e);
        }
    }

    @Override
    public void syncFolder() {
        try {
            PrivateFiles.sync(folder);
        } catch (IOException e) {
            throw Failures.of("sync " + folder, e);
        }
    }

    @Override
    public long freeBytes() {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw Failures.of("find the room left in " + folder, e);
        }
    }
}
