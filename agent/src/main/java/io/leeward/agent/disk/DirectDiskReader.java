package io.leeward.agent.disk;

import com.sun.nio.file.ExtendedOpenOption;
import io.leeward.agent.folder.Failures;
import io.leeward.capture.port.DiskReader;
import io.leeward.kernel.bytes.Block;
import io.leeward.kernel.bytes.Extent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a disk past the page cache: buffered reads of a mounted block device are silently stale. A file that is
 * attached to a loop device is read through that device. Only a plain file on a file system without direct access is
 * read through the page cache, which for files is the truth.
 */
public final class DirectDiskReader implements DiskReader, AutoCloseable {
    private final Path path;
    private final ByteBuffer tail = ByteBuffer.allocateDirect(2 * Block.BYTES).alignedSlice(Block.BYTES);
    private Path openPath;
    private FileChannel channel;

    public DirectDiskReader(Path path) {
        this.path = path;
    }

    /** Finds anew what the disk is to be read through, and its size. */
    @Override
    public long bytes() {
        Path wanted = SysDisk.blockDevice(path).orElse(path);
        if (channel == null || !wanted.equals(openPath)) {
            close();
            channel = open(wanted);
            openPath = wanted;
        }
        try {
            return channel.size();
        } catch (IOException e) {
            throw SysDisk.missing(path);
        }
    }

    private static FileChannel open(Path path) {
        try {
            return FileChannel.open(path, StandardOpenOption.READ, ExtendedOpenOption.DIRECT);
        } catch (IOException | UnsupportedOperationException e) {
            return buffered(path);
        }
    }

    private static FileChannel buffered(Path path) {
        if (!Files.isRegularFile(path)) {
            throw SysDisk.missing(path);
        }
        try {
            return FileChannel.open(path, StandardOpenOption.READ);
        } catch (IOException e) {
            throw SysDisk.missing(path);
        }
    }

    @Override
    public List<Extent> read(long offset, ByteBuffer into) {
        if (channel == null) {
            bytes();
        }
        int start = into.position();
        try {
            readFully(offset, into);
            return List.of();
        } catch (IOException e) {
            into.position(start);
            return blockByBlock(offset, into);
        }
    }

    private List<Extent> blockByBlock(long offset, ByteBuffer into) {
        long size = bytes();
        int end = into.limit();
        List<Extent> bad = new ArrayList<>();
        for (long at = offset; into.position() < end; at += Block.BYTES) {
            int start = into.position();
            into.limit(Math.min(end, start + Block.BYTES));
            Extent block = new Extent(at, into.remaining());
            if (block.end() > size) {
                throw SysDisk.missing(path);
            }
            try {
                readFully(at, into);
            } catch (IOException e) {
                bad.add(block);
                into.position(start).put(new byte[(int) block.length()]);
            }
            into.limit(end);
        }
        return bad;
    }

    private void readFully(long offset, ByteBuffer into) throws IOException {
        int end = into.limit();
        int whole = into.remaining() / Block.BYTES * Block.BYTES;
        into.limit(into.position() + whole);
        long at = offset;
        while (into.hasRemaining()) {
            int count = channel.read(into, at);
            if (count <= 0) {
                throw new IOException("the disk ends at " + at);
            }
            at += count;
        }
        into.limit(end);
        if (into.hasRemaining()) {
            last(at, into);
        }
    }

    /** The short block at the end of the disk: read as a whole block, of which only a part comes. */
    private void last(long at, ByteBuffer into) throws IOException {
        tail.clear().limit(Block.BYTES);
        while (tail.position() < into.remaining()) {
            int before = tail.position();
            if (before > 0 || channel.read(tail, at) <= 0) {
                throw new IOException("the disk ends before " + (at + into.remaining()));
            }
        }
        into.put(tail.flip().limit(into.remaining()));
    }

    @Override
    public void close() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            throw Failures.of("close " + path, e);
        }
    }
}
