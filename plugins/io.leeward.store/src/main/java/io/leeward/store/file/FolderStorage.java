package io.leeward.store.file;

import io.leeward.kernel.IssueException;
import io.leeward.kernel.file.Storage;
import io.leeward.kernel.file.StoredFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A folder of this machine. It has one owner among all processes, from {@link #open} to {@link #close}. A thread that
 * is interrupted inside a method closes the file that it works on.
 */
public final class FolderStorage implements Storage, AutoCloseable {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]*");

    private final Path folder;
    private final FolderLock lock;

    private FolderStorage(Path folder, FolderLock lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Opens a folder, and makes it when it is missing.
     *
     * @throws IssueException when it cannot be made, or FOLDER-IN-USE when it has another owner
     */
    public static FolderStorage open(Path folder) {
        try {
            DurableFiles.createFolders(folder);
        } catch (IOException e) {
            throw new IssueException(FileIssues.of("make the folder " + folder, folder, e), e);
        }
        return new FolderStorage(folder, FolderLock.take(folder));
    }

    @Override
    public List<String> list() {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .map(file -> file.getFileName().toString())
                    .filter(name -> NAME.matcher(name).matches())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw failed("list the folder " + folder, folder, e);
        } catch (java.io.UncheckedIOException e) {
            throw failed("list the folder " + folder, folder, e.getCause());
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
            return new FolderFile(
                    file,
                    DurableFiles.open(
                            file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (IOException e) {
            throw failed("open " + file, file, e);
        }
    }

    @Override
    public void delete(String name) {
        Path file = file(name);
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed("delete " + file, file, e);
        }
    }

    @Override
    public void rename(String from, String to) {
        Path source = file(from);
        Path target = file(to);
        try {
            Files.move(source, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed("rename " + source + " to " + to, source, e);
        }
    }

    @Override
    public void syncFolder() {
        try {
            DurableFiles.syncFolder(folder);
        } catch (IOException e) {
            throw failed("sync the folder " + folder, folder, e);
        }
    }

    @Override
    public long freeBytes() {
        try {
            return Files.getFileStore(folder).getUsableSpace();
        } catch (IOException e) {
            throw failed("find the room left in " + folder, folder, e);
        }
    }

    /** Gives the folder up. Its open files are closed by those who opened them. */
    @Override
    public void close() {
        lock.close();
    }

    private Path file(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("file name " + name);
        }
        return folder.resolve(name);
    }

    private static IssueException failed(String doing, Path path, IOException e) {
        return new IssueException(FileIssues.of(doing, path, e), e);
    }
}
