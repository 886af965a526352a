package io.leeward.store.image;

import io.leeward.kernel.ByteSize;
import io.leeward.kernel.Issue;
import io.leeward.kernel.Issue.Kind;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Progress;
import io.leeward.kernel.bytes.Zeros;
import io.leeward.model.DiskId;
import io.leeward.operations.port.ImageFiles;
import io.leeward.operations.recover.RecoveredDisk;
import io.leeward.store.file.DurableFiles;
import io.leeward.store.file.FileIssues;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An image under the name of an unfinished one, until it is finished. What is not written is a hole and reads as zeros.
 * After a failure nothing more is done with it.
 */
final class ImageFile implements ImageFiles.Image {
    private static final int READ_BYTES = (int) ByteSize.MIB;

    private final Path target;
    private final Path part;
    private final RandomAccessFile file;
    private final FileChannel channel;
    private final long diskBytes;
    private final ByteBuffer footer;
    private volatile Stage stage = Stage.OPEN;

    private enum Stage {
        OPEN,
        BROKEN,
        COMMITTED,
        FINISHED,
        CLOSED
    }

    ImageFile(Path target, Path part, RandomAccessFile file, long diskBytes, ByteBuffer footer) {
        this.target = target;
        this.part = part;
        this.file = file;
        channel = file.getChannel();
        this.diskBytes = diskBytes;
        this.footer = footer;
    }

    @Override
    public boolean zeroed() {
        return true;
    }

    @Override
    public void write(long offset, ByteBuffer bytes) {
        requireInside(offset, bytes.remaining());
        change("write", () -> {
            if (!Zeros.only(bytes)) {
                DurableFiles.writeFully(channel, bytes.duplicate(), offset);
            }
        });
    }

    /** The file is new, so the range reads as zeros already. */
    @Override
    public void zeros(long offset, long length) {
        requireInside(offset, length);
        require(Stage.OPEN);
    }

    private void requireInside(long offset, long length) {
        if (offset < 0 || length < 0 || offset > diskBytes - length) {
            throw new IllegalArgumentException(
                    "bytes " + offset + " to " + (offset + length) + " of a disk of " + diskBytes);
        }
    }

    @Override
    public void commit() {
        change("write", () -> {
            DurableFiles.writeFully(channel, footer.duplicate(), channel.size() - footer.remaining());
            channel.force(true);
        });
        stage = Stage.COMMITTED;
    }

    private interface Change {
        void apply() throws IOException;
    }

    private void change(String doing, Change change) {
        require(Stage.OPEN);
        try {
            change.apply();
        } catch (IOException e) {
            stage = Stage.BROKEN;
            throw failed(doing, e);
        }
    }

    private void require(Stage wanted) {
        if (stage == Stage.BROKEN) {
            throw new IssueException(Issue.of(
                            "IMAGE-INCOMPLETE",
                            Kind.FAILED,
                            "The image " + target + " was not written.",
                            "Recover the point again.")
                    .because("An earlier change of the file failed."));
        }
        if (stage != wanted) {
            throw new IllegalStateException("image is " + stage);
        }
    }

    @Override
    public RecoveredDisk finish(DiskId disk, Progress progress) {
        require(Stage.COMMITTED);
        try {
            long bytes = channel.size();
            String sha256 = hash(bytes, progress);
            giveName();
            DurableFiles.syncFolder(target.getParent());
            stage = Stage.FINISHED;
            return new RecoveredDisk(disk, target, bytes, sha256);
        } catch (FileAlreadyExistsException e) {
            throw new IssueException(FolderImages.exists(target), e);
        } catch (IOException e) {
            throw failed("finish", e);
        }
    }

    private String hash(long bytes, Progress progress) throws IOException {
        MessageDigest digest = sha256();
        ByteBuffer buffer = ByteBuffer.allocateDirect(READ_BYTES);
        for (long at = 0; at < bytes; ) {
            if (progress.cancelled()) {
                throw new IssueException(
                        Issue.of("RESTORE-CANCELLED", Kind.FAILED, "The restore was cancelled.", "Start it again."));
            }
            int count = DurableFiles.readFully(channel, buffer.clear(), at);
            if (count == 0) {
                throw new FileSystemException(part.toString(), null, "The file became shorter while it was read");
            }
            digest.update(buffer.flip());
            at += count;
            progress.at(at, bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    /**
     * A link never replaces what has got the name in the meantime; where there are no links, a look before the rename
     * has to do.
     */
    private void giveName() throws IOException {
        try {
            Files.createLink(target, part);
            Files.delete(part);
        } catch (FileAlreadyExistsException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            if (Files.exists(target)) {
                throw new FileAlreadyExistsException(target.toString());
            }
            Files.move(part, target);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    @Override
    public void close() {
        if (stage == Stage.CLOSED) {
            return;
        }
        try {
            if (stage != Stage.FINISHED) {
                Files.deleteIfExists(part);
            }
            stage = Stage.CLOSED;
            file.close();
        } catch (IOException e) {
            throw failed("close", e);
        }
    }

    private IssueException failed(String doing, IOException e) {
        return new IssueException(FileIssues.of(doing + " the image " + target, target.getParent(), e), e);
    }
}
