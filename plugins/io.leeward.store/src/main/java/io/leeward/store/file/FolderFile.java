package io.leeward.store.file;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Issue.Kind;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.file.StoredFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * An open file of a folder. After a failed change nothing more is done with it: what it holds is not known before it is
 * opened again.
 */
final class FolderFile implements StoredFile {
    private final Path path;
    private final FileChannel channel;
    private boolean broken;

    FolderFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    private interface Change {
        void apply() throws IOException;
    }

    private void change(String doing, Change change) {
        requireSound();
        boolean done = false;
        try {
            change.apply();
            done = true;
        } catch (IOException e) {
            throw failed(doing, e);
        } finally {
            broken = !done;
        }
    }

    private void requireSound() {
        if (broken) {
            throw new IssueException(Issue.of(
                            "FILE-UNCERTAIN",
                            Kind.FAILED,
                            "Stopped using " + path + ".",
                            "Open the file again and verify it.")
                    .because("An earlier change of it failed, so what it holds is not known."));
        }
    }

    @Override
    public long size() {
        requireSound();
        try {
            return channel.size();
        } catch (IOException e) {
            throw failed("find the length of", e);
        }
    }

    @Override
    public int read(long position, ByteBuffer into) {
        requireSound();
        try {
            return DurableFiles.readFully(channel, into, position);
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    @Override
    public void write(long position, ByteBuffer from) {
        change("write", () -> DurableFiles.writeFully(channel, from, position));
    }

    @Override
    public void truncate(long size) {
        change("shorten", () -> channel.truncate(size));
    }

    @Override
    public void sync() {
        change("sync", () -> channel.force(true));
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw failed("close", e);
        }
    }

    private IssueException failed(String doing, IOException e) {
        return new IssueException(FileIssues.of(doing + " " + path, path, e), e);
    }
}
