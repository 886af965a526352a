package io.leeward.store.image;

import io.leeward.kernel.Clock;
import io.leeward.kernel.Entropy;
import io.leeward.kernel.Issue;
import io.leeward.kernel.Issue.Kind;
import io.leeward.kernel.Outcome;
import io.leeward.operations.port.ImageFiles;
import io.leeward.operations.recover.RecoverToFiles.Format;
import io.leeward.store.file.DurableFiles;
import io.leeward.store.file.FileIssues;
import io.leeward.vault.restore.VhdFooter;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * Makes raw and fixed-VHD images in folders of this machine. Images are sparse where the file system can do that, and
 * their user's alone.
 */
public final class FolderImages implements ImageFiles {
    /** Ends the name of an image that is not finished. */
    static final String UNFINISHED = ".partial";

    private static final int UNIQUE_BYTES = 16;

    private final Clock clock;
    private final Entropy entropy;

    public FolderImages(Clock clock, Entropy entropy) {
        this.clock = clock;
        this.entropy = entropy;
    }

    @Override
    public Outcome<Image> open(Path file, long diskBytes, Format format) {
        Path target = file.toAbsolutePath().normalize();
        Path part = target.resolveSibling(target.getFileName() + UNFINISHED);
        try {
            if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                return Outcome.refused(exists(target));
            }
            DurableFiles.createFolders(target.getParent());
            Optional<RandomAccessFile> opened = own(part);
            if (opened.isEmpty()) {
                return Outcome.refused(beingWritten(target));
            }
            opened.get().setLength(0);
            opened.get().setLength(fileBytes(diskBytes, format));
            return Outcome.done(new ImageFile(target, part, opened.get(), diskBytes, footer(diskBytes, format)));
        } catch (IOException e) {
            return Outcome.failed(
                    FileIssues.of("make the image " + target, target.getParent(), e), Outcome.Retry.AFTER_CHANGE);
        }
    }

    /**
     * Opens the file of an unfinished image for this process alone, and makes it where it is missing; empty when
     * another process has it.
     */
    private static Optional<RandomAccessFile> own(Path part) throws IOException {
        DurableFiles.open(part, StandardOpenOption.CREATE, StandardOpenOption.WRITE)
                .close();
        RandomAccessFile file = new RandomAccessFile(part.toFile(), "rw");
        try {
            FileLock lock = file.getChannel().tryLock();
            if (lock != null) {
                return Optional.of(file);
            }
        } catch (OverlappingFileLockException e) {
            file.close();
            return Optional.empty();
        }
        file.close();
        return Optional.empty();
    }

    private static long fileBytes(long diskBytes, Format format) {
        return switch (format) {
            case RAW -> diskBytes;
            case VHD -> VhdFooter.fileBytes(diskBytes);
        };
    }

    private ByteBuffer footer(long diskBytes, Format format) {
        return switch (format) {
            case RAW -> ByteBuffer.allocate(0);
            case VHD -> VhdFooter.of(diskBytes, clock.now(), entropy.bytes(UNIQUE_BYTES));
        };
    }

    static Issue exists(Path file) {
        return Issue.of(
                "IMAGE-EXISTS",
                Kind.FAILED,
                "The file " + file + " exists and is not replaced.",
                "Remove it, or choose another folder.");
    }

    private static Issue beingWritten(Path file) {
        return Issue.of(
                "IMAGE-BEING-WRITTEN",
                Kind.NOT_ALLOWED,
                "The file " + file + " is being written by another recovery.",
                "Wait for the other recovery, or choose another folder.");
    }
}
