package io.leeward.store.file;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Issue.Kind;
import io.leeward.kernel.IssueException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a folder for one owner, in this process and among processes, until it is closed or its process ends. Advisory:
 * only those who ask for the lock heed it.
 */
public final class FolderLock implements AutoCloseable {
    private static final String NAME = ".lock";
    private static final int LONGEST_PID = 20;

    /**
     * Folders held by this process: closing any channel of a file gives up all locks that the process has on it, so no
     * second one is opened.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path folder;
    private final FileChannel channel;

    private FolderLock(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /**
     * Takes the lock of an existing folder.
     *
     * @throws IssueException FOLDER-IN-USE when another owner has it
     */
    public static FolderLock take(Path folder) {
        try {
            Path real = folder.toRealPath();
            if (!HELD.add(real)) {
                throw inUse(folder, "This process uses it already.");
            }
            try {
                return new FolderLock(real, lock(real));
            } catch (IOException | RuntimeException e) {
                HELD.remove(real);
                throw e;
            }
        } catch (IOException e) {
            throw new IssueException(FileIssues.of("lock the folder " + folder, folder, e), e);
        }
    }

    private static FileChannel lock(Path folder) throws IOException {
        FileChannel channel = DurableFiles.open(
                folder.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw inUse(folder, "Process " + readPid(channel) + " uses it.");
            }
            byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
            channel.truncate(0);
            DurableFiles.writeFully(channel, ByteBuffer.wrap(pid), 0);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static String readPid(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(LONGEST_PID);
        DurableFiles.readFully(channel, pid, 0);
        return StandardCharsets.US_ASCII.decode(pid.flip()).toString();
    }

    private static IssueException inUse(Path folder, String cause) {
        return new IssueException(Issue.of(
                        "FOLDER-IN-USE",
                        Kind.NOT_ALLOWED,
                        "The folder " + folder + " is in use.",
                        "End the other process, or choose another folder.")
                .because(cause));
    }

    /** Gives the lock up; doing so again has no effect. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IssueException(FileIssues.of("unlock the folder " + folder, folder, e), e);
        } finally {
            HELD.remove(folder);
        }
    }
}
