package io.leeward.store.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/**
 * Operations on files and folders that are durable when they return. Files and folders made here are the user's own:
 * 0600 and 0700.
 */
public final class DurableFiles {
    private static final FileAttribute<?>[] PRIVATE_FILE = {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };
    private static final FileAttribute<?>[] PRIVATE_FOLDER = {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
    };
    private static final FileAttribute<?>[] NO_ATTRIBUTES = {};
    private static final String TEMPORARY = ".part";

    private DurableFiles() {}

    /**
     * Opens a file; one that it creates is readable by its user only. The creation is durable after
     * {@link #syncFolder}.
     */
    public static FileChannel open(Path file, OpenOption... options) throws IOException {
        return FileChannel.open(file, Set.of(options), posix(file) ? PRIVATE_FILE : NO_ATTRIBUTES);
    }

    /**
     * Makes the names in a folder durable. Where folders cannot be opened (Windows) the file system's journal does it.
     */
    public static void syncFolder(Path folder) throws IOException {
        if (!posix(folder)) {
            return;
        }
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Makes a folder and those above it, where they are missing. */
    public static void createFolders(Path folder) throws IOException {
        Deque<Path> missing = new ArrayDeque<>();
        Path at = folder.toAbsolutePath();
        while (at != null && !Files.isDirectory(at)) {
            missing.push(at);
            at = at.getParent();
        }
        for (Path next : missing) {
            try {
                Files.createDirectory(next, posix(next) ? PRIVATE_FOLDER : NO_ATTRIBUTES);
            } catch (FileAlreadyExistsException e) {
                if (!Files.isDirectory(next)) {
                    throw e;
                }
            }
            syncFolder(next.getParent());
        }
    }

    /** Writes a whole file in place of an earlier one; a crash leaves the one or the other. One writer at a time. */
    public static void replace(Path file, ByteBuffer content) throws IOException {
        Path part = file.resolveSibling(file.getFileName() + TEMPORARY);
        try {
            Files.deleteIfExists(part);
            try (FileChannel channel = open(part, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
                writeFully(channel, content.duplicate(), 0);
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            discard(part, e);
            throw e;
        }
        syncFolder(file.getParent());
    }

    /** Writes the remaining bytes at the position; the buffer is consumed. */
    public static void writeFully(FileChannel channel, ByteBuffer from, long position) throws IOException {
        long at = position;
        while (from.hasRemaining()) {
            at += channel.write(from, at);
        }
    }

    /** Reads from the position until the buffer is full or the file ends; returns the number of bytes read. */
    public static int readFully(FileChannel channel, ByteBuffer into, long position) throws IOException {
        int read = 0;
        while (into.hasRemaining()) {
            int count = channel.read(into, position + read);
            if (count < 0) {
                break;
            }
            read += count;
        }
        return read;
    }

    /** Removes a file that is of no use because of a failure; a failure to do so is added to that one. */
    public static void discard(Path file, IOException because) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    /** Whether the file system knows permissions and folders that can be synced. */
    public static boolean posix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
