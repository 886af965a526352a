package io.leeward.operations.memory;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.Progress;
import io.leeward.model.DiskId;
import io.leeward.operations.port.ImageFiles;
import io.leeward.operations.recover.RecoverToFiles.Format;
import io.leeward.operations.recover.RecoveredDisk;
import io.leeward.vault.restore.VhdFooter;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Image files in memory. */
public final class MemoryImages implements ImageFiles {
    private final Map<Path, byte[]> files = new TreeMap<>();
    private volatile Runnable beforeWrite = () -> {};

    /** Called before each write, to stop time there. */
    public void beforeWrite(Runnable call) {
        beforeWrite = call;
    }

    /** Finished files, by path. */
    public synchronized Map<Path, byte[]> files() {
        return new TreeMap<>(files);
    }

    @Override
    public synchronized Outcome<Image> open(Path file, long diskBytes, Format format) {
        return files.containsKey(file)
                ? Outcome.failed(
                        Issue.of(
                                "FILE-EXISTS",
                                Issue.Kind.FAILED,
                                "The file " + file + " exists and was not changed.",
                                "Choose another folder."),
                        Outcome.Retry.AFTER_CHANGE)
                : Outcome.done(new MemoryImage(file, (int) diskBytes, format));
    }

    private synchronized void finished(Path file, byte[] content) {
        files.put(file, content);
    }

    private final class MemoryImage implements Image {
        private final Path file;
        private final Format format;
        private final byte[] content;
        private boolean committed;

        MemoryImage(Path file, int diskBytes, Format format) {
            this.file = file;
            this.format = format;
            this.content = new byte[format == Format.VHD ? (int) VhdFooter.fileBytes(diskBytes) : diskBytes];
            if (format == Format.VHD) {
                VhdFooter.of(diskBytes, Instant.EPOCH, new byte[16])
                        .get(content, content.length - VhdFooter.BYTES, VhdFooter.BYTES);
            }
        }

        @Override
        public boolean zeroed() {
            return true;
        }

        @Override
        public void write(long offset, ByteBuffer bytes) {
            beforeWrite.run();
            bytes.duplicate().get(content, (int) offset, bytes.remaining());
        }

        @Override
        public void zeros(long offset, long length) {
            throw new IllegalStateException("the image is zero already");
        }

        @Override
        public void commit() {
            committed = true;
        }

        @Override
        public RecoveredDisk finish(DiskId disk, Progress progress) {
            if (!committed) {
                throw new IllegalStateException("not committed");
            }
            finished(file, content);
            return new RecoveredDisk(disk, file, content.length, sha256(content));
        }

        @Override
        public void close() {}
    }

    /** SHA-256 of bytes, hexadecimal. */
    public static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
