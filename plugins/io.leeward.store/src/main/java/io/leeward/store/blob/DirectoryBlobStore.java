package io.leeward.store.blob;

import io.leeward.kernel.Clock;
import io.leeward.kernel.Entropy;
import io.leeward.store.file.DurableFiles;
import io.leeward.vault.blob.Blob;
import io.leeward.vault.blob.BlobListing;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.BlobStore;
import io.leeward.vault.blob.BlobVersion;
import io.leeward.vault.blob.CreateResult;
import io.leeward.vault.blob.ReplaceResult;
import io.leeward.vault.blob.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;

/**
 * Blobs as files of a folder, shared by any number of processes on machines that mount it.
 *
 * <p>A blob appears as a hard link to a finished, synced file, so that it is there as a whole or not at all; it is
 * replaced and deleted under the lock of the store. Every change is synced, its folder included, before it is answered.
 * A blob's version is a random tag in its file.
 */
public final class DirectoryBlobStore implements BlobStore {
    private final StoreFolder folder;
    private final Clock clock;

    private DirectoryBlobStore(StoreFolder folder, Clock clock) {
        this.folder = folder;
        this.clock = clock;
    }

    /**
     * Opens a folder that holds a store; it may be read-only.
     *
     * @throws StoreException STORE-NOT-FOUND when there is none
     */
    public static DirectoryBlobStore open(Path path, Clock clock, Entropy entropy) {
        return new DirectoryBlobStore(StoreFolder.open(path, clock, entropy), clock);
    }

    /**
     * Opens a folder that holds a store, and makes one where the folder is missing or empty.
     *
     * @throws StoreException STORE-FOLDER-IN-USE when the folder holds other things
     */
    public static DirectoryBlobStore make(Path path, Clock clock, Entropy entropy) {
        return new DirectoryBlobStore(StoreFolder.make(path, clock, entropy), clock);
    }

    @Override
    public CreateResult create(BlobName name, ByteBuffer content) {
        requireSize(content);
        return change("create the blob " + name, name, content, (finished, file, tried) -> {
            folder.prepareFolderOf(file);
            tried.mark();
            boolean created =
                    folder.linksFiles() ? link(finished.path(), file) : renameUnlessExists(finished.path(), file);
            DurableFiles.syncFolder(file.getParent());
            return created ? new CreateResult.Created(finished.version()) : new CreateResult.Exists();
        });
    }

    private static boolean link(Path finished, Path file) throws IOException {
        try {
            Files.createLink(file, finished);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        }
    }

    private boolean renameUnlessExists(Path finished, Path file) throws IOException {
        try (SharedLock.Hold _ = folder.lock()) {
            if (Files.exists(file)) {
                return false;
            }
            Files.move(finished, file, StandardCopyOption.ATOMIC_MOVE);
            return true;
        }
    }

    @Override
    public ReplaceResult replace(BlobName name, ByteBuffer content, BlobVersion expected) {
        requireSize(content);
        return change("replace the blob " + name, name, content, (finished, file, tried) -> {
            try (SharedLock.Hold _ = folder.lock()) {
                if (!BlobFile.version(file).equals(Optional.of(expected))) {
                    return new ReplaceResult.Conflict();
                }
                tried.mark();
                Files.move(finished.path(), file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                DurableFiles.syncFolder(file.getParent());
                return new ReplaceResult.Replaced(finished.version());
            }
        });
    }

    @Override
    public boolean delete(BlobName name) {
        Tried tried = new Tried();
        Path file = folder.file(name);
        try (SharedLock.Hold _ = folder.lock()) {
            if (!Files.exists(file)) {
                return false;
            }
            tried.mark();
            Files.delete(file);
            DurableFiles.syncFolder(file.getParent());
            return true;
        } catch (IOException e) {
            throw folder.failed("delete the blob " + name, e, tried.marked);
        }
    }

    @Override
    public Optional<Blob> read(BlobName name) {
        try {
            return Optional.of(BlobFile.read(folder.file(name)));
        } catch (NoSuchFileException e) {
            folder.requirePresent();
            return Optional.empty();
        } catch (IOException e) {
            throw folder.failed("read the blob " + name, e, false);
        }
    }

    @Override
    public Optional<ByteBuffer> readRange(BlobName name, long offset, int length) {
        if (length < 0) {
            throw new IllegalArgumentException("length " + length);
        }
        try {
            return Optional.of(BlobFile.readRange(folder.file(name), offset, length));
        } catch (NoSuchFileException e) {
            folder.requirePresent();
            return Optional.empty();
        } catch (IOException e) {
            throw folder.failed("read the blob " + name, e, false);
        }
    }

    @Override
    public Optional<Long> size(BlobName name) {
        try {
            return Optional.of(BlobFile.contentBytes(Files.size(folder.file(name))));
        } catch (NoSuchFileException e) {
            folder.requirePresent();
            return Optional.empty();
        } catch (IOException e) {
            throw folder.failed("read the blob " + name, e, false);
        }
    }

    @Override
    public BlobListing list(String prefix, Optional<String> from) {
        try {
            BlobListing page = new NameWalk(folder, prefix, from.orElse("")).page(LARGEST_PAGE);
            if (page.names().isEmpty()) {
                folder.requirePresent();
            }
            return page;
        } catch (IOException e) {
            throw folder.failed("list the blobs " + prefix, e, false);
        }
    }

    /**
     * The time by the file system, which may be another machine's; by this machine's clock when the store is read-only.
     */
    @Override
    public Instant storeTime() {
        try {
            BlobFile.Finished probe = folder.writeTemporary(ByteBuffer.allocate(0));
            try {
                return Files.getLastModifiedTime(probe.path()).toInstant();
            } finally {
                Files.deleteIfExists(probe.path());
            }
        } catch (IOException e) {
            return clock.now();
        }
    }

    @Override
    public String location() {
        return "the folder " + folder.root();
    }

    @Override
    public void close() {}

    /** Whether a change has been tried that may have taken effect although it failed. */
    private static final class Tried {
        private boolean marked;

        void mark() {
            marked = true;
        }
    }

    private interface Change<T> {
        T apply(BlobFile.Finished finished, Path file, Tried tried) throws IOException;
    }

    private <T> T change(String doing, BlobName name, ByteBuffer content, Change<T> change) {
        Tried tried = new Tried();
        try {
            BlobFile.Finished finished = folder.writeTemporary(content);
            try {
                return change.apply(finished, folder.file(name), tried);
            } finally {
                folder.discard(finished.path());
            }
        } catch (IOException e) {
            throw folder.failed(doing, e, tried.marked);
        }
    }

    private static void requireSize(ByteBuffer content) {
        if (content.remaining() > LARGEST_BLOB_BYTES) {
            throw new IllegalArgumentException("a blob of " + content.remaining() + " bytes");
        }
    }
}
