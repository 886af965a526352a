package io.leeward.store.blob;

import io.leeward.store.file.DurableFiles;
import io.leeward.vault.blob.Blob;
import io.leeward.vault.blob.BlobVersion;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A blob's file: one line of 48 bytes, {@code LEEWARD-BLOB 1 } and 32 hexadecimal digits of version, and then the
 * content.
 */
final class BlobFile {
    private static final String MAGIC = "LEEWARD-BLOB 1 ";
    private static final Pattern HEADER = Pattern.compile(MAGIC + "([0-9a-f]{32})\n");
    private static final int HEADER_BYTES = 48;

    /** Read at once at most: the runtime keeps a direct buffer of the size of the largest read for each thread. */
    private static final int LARGEST_READ_BYTES = 1024 * 1024;

    private BlobFile() {}

    /**
     * A finished, synced file that has no name in the store yet.
     *
     * @param path where it is
     * @param version the state that it stands for
     */
    record Finished(Path path, BlobVersion version) {}

    /** Writes and syncs a new file. */
    static Finished write(Path path, String tag, ByteBuffer content) throws IOException {
        try (FileChannel channel = DurableFiles.open(path, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            DurableFiles.writeFully(channel, StandardCharsets.US_ASCII.encode(MAGIC + tag + "\n"), 0);
            DurableFiles.writeFully(channel, content.duplicate(), HEADER_BYTES);
            channel.force(true);
            return new Finished(path, new BlobVersion(tag));
        } catch (IOException e) {
            DurableFiles.discard(path, e);
            throw e;
        }
    }

    static Blob read(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            BlobVersion version = header(file, channel);
            return new Blob(content(channel, 0, contentBytes(channel.size())), version);
        }
    }

    static ByteBuffer readRange(Path file, long offset, int length) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long size = contentBytes(channel.size());
            long start = offset >= 0 ? Math.min(offset, size) : Math.max(0, size + offset);
            return content(channel, start, Math.min(length, size - start));
        }
    }

    /** The version of a file, or empty when there is no such file. */
    static Optional<BlobVersion> version(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return Optional.of(header(file, channel));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    static long contentBytes(long fileBytes) {
        return Math.max(0, fileBytes - HEADER_BYTES);
    }

    private static BlobVersion header(Path file, FileChannel channel) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        DurableFiles.readFully(channel, header, 0);
        Matcher matcher = HEADER.matcher(StandardCharsets.ISO_8859_1.decode(header.flip()));
        if (!matcher.matches()) {
            throw new FileSystemException(
                    file.toString(), null, "The file was damaged: it does not begin as a blob does");
        }
        return new BlobVersion(matcher.group(1));
    }

    private static ByteBuffer content(FileChannel channel, long offset, long length) throws IOException {
        ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(length));
        while (content.hasRemaining()) {
            ByteBuffer part = content.slice(content.position(), Math.min(LARGEST_READ_BYTES, content.remaining()));
            int read = DurableFiles.readFully(channel, part, HEADER_BYTES + offset + content.position());
            content.position(content.position() + read);
            if (part.hasRemaining()) {
                break;
            }
        }
        return content.flip().asReadOnlyBuffer();
    }
}
