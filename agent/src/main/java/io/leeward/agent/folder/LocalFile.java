package io.leeward.agent.folder;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.file.StoredFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/** An open file of {@link LocalStorage}; refuses everything after a failed change. */
final class LocalFile implements StoredFile {
    private final Path path;
    private final FileChannel channel;
    private boolean uncertain;

    LocalFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private <T> T change(String doing, Work<T> work) {
        if (uncertain) {
            throw new IssueException(Issue.of(
                    "AGENT-FILE",
                    Issue.Kind.FAILED,
                    "The agent stopped using " + path + " after a failed write.",
                    "Start the agent again; it verifies the file."));
        }
        uncertain = true;
        T result = attempt(doing, work);
        uncertain = false;
        return result;
    }

    private <T> T attempt(String doing, Work<T> work) {
        try {
            return work.run();
        } catch (IOException e) {
            throw Failures.of(doing + " " + path, e);
        }
    }

    @Override
    public long size() {
        return attempt("find the size of", channel::size);
    }

    @Override
    public int read(long position, ByteBuffer into) {
        return attempt("read", () -> {
            int total = 0;
            while (into.hasRemaining()) {
                int count = channel.read(into, position + total);
                if (count < 0) {
                    break;
                }
                total += count;
            }
            return total;
        });
    }

    @Override
    public void write(long position, ByteBuffer from) {
        change("write", () -> {
            long at = position;
            while (from.hasRemaining()) {
                at += channel.write(from, at);
            }
            return at;
        });
    }

    @Override
    public void truncate(long size) {
        change("shorten", () -> channel.size() > size ? channel.truncate(size) : channel);
    }

    @Override
    public void sync() {
        change("sync", () -> {
            channel.force(true);
            return channel;
        });
    }

    @Override
    public void close() {
        attempt("close", () -> {
            channel.close();
            return channel;
        });
    }
}
