package io.leeward.store.blob;

import io.leeward.kernel.Clock;
import io.leeward.kernel.Entropy;
import io.leeward.kernel.Ids;
import io.leeward.kernel.Issue;
import io.leeward.kernel.Issue.Kind;
import io.leeward.store.file.DurableFiles;
import io.leeward.store.file.FileIssues;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The folder of a store: blobs, and beside them {@code .leeward} with a description, the lock and files that are being
 * written.
 *
 * <p>The blob {@code a/b} is the file {@code b@} in the folder {@code a}: no segment of a name ends so, hence a blob
 * and a folder never want the same place. A folder whose {@code .leeward} is gone, as an unmounted one, is never
 * written to.
 */
final class StoreFolder {
    private static final Logger LOG = LoggerFactory.getLogger(StoreFolder.class);
    private static final String OWN = ".leeward";
    private static final String FORMAT = "format";
    private static final String FORMAT_LINE = "leeward-directory-store 1\n";
    private static final String LINKS = "links yes\n";
    private static final String NO_LINKS = "links no\n";
    private static final String TEMPORARY = "tmp";
    private static final String BLOB = "@";
    private static final Pattern SEGMENT = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]*");
    private static final Pattern PATH = Pattern.compile("(" + SEGMENT + "/)*");
    private static final Set<String> ALWAYS_THERE = Set.of("lost+found");

    /** A temporary file older than this belongs to nobody: a change is bounded in time, far below. */
    private static final Duration ABANDONED = Duration.ofHours(24);

    /** Folders remembered as durable at most; then the memory starts anew. */
    private static final int MOST_REMEMBERED = 10_000;

    private final Path root;
    private final Ids ids;
    private final boolean linksFiles;
    private final SharedLock lock;
    private final Set<Path> durable = ConcurrentHashMap.newKeySet();

    private StoreFolder(Path root, Ids ids, boolean linksFiles) {
        this.root = root;
        this.ids = ids;
        this.linksFiles = linksFiles;
        lock = new SharedLock(root.resolve(OWN).resolve("lock"));
    }

    static StoreFolder open(Path path, Clock clock, Entropy entropy) {
        Path root = path.toAbsolutePath().normalize();
        try {
            String format = Files.readString(root.resolve(OWN).resolve(FORMAT));
            if (!format.startsWith(FORMAT_LINE)) {
                throw new StoreException(newer(root), false);
            }
            StoreFolder folder = new StoreFolder(root, new Ids(entropy), format.contains(LINKS));
            folder.discardAbandoned(clock.now().minus(ABANDONED));
            return folder;
        } catch (NoSuchFileException e) {
            Issue issue = Issue.of(
                            "STORE-NOT-FOUND",
                            Kind.NOT_FOUND,
                            "There is no vault in the folder " + root + ".",
                            "Check the path and that its file system is mounted, or create a vault there.")
                    .because(
                            Files.isDirectory(root) ? "The folder holds no blob store." : "The folder does not exist.");
            throw new StoreException(issue, false, e);
        } catch (IOException e) {
            throw new StoreException(FileIssues.of("open the blob store in " + root, root, e), false, e);
        }
    }

    private static Issue newer(Path root) {
        return Issue.of(
                        "STORE-FORMAT-UNKNOWN",
                        Kind.FAILED,
                        "The blob store in " + root + " cannot be used.",
                        "Use the version of Leeward that made it, or a newer one.")
                .because("It was made by a newer version.");
    }

    static StoreFolder make(Path path, Clock clock, Entropy entropy) {
        Path root = path.toAbsolutePath().normalize();
        Path own = root.resolve(OWN);
        try {
            if (!Files.exists(own.resolve(FORMAT))) {
                DurableFiles.createFolders(root);
                requireEmpty(root);
                DurableFiles.createFolders(own.resolve(TEMPORARY));
                String links = canLink(own.resolve(TEMPORARY), new Ids(entropy)) ? LINKS : NO_LINKS;
                DurableFiles.replace(own.resolve(FORMAT), StandardCharsets.US_ASCII.encode(FORMAT_LINE + links));
            }
        } catch (IOException e) {
            throw new StoreException(FileIssues.of("make a blob store in " + root, root, e), false, e);
        }
        return open(root, clock, entropy);
    }

    private static void requireEmpty(Path root) throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            Optional<String> foreign = files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals(OWN) && !ALWAYS_THERE.contains(name))
                    .sorted()
                    .findFirst();
            if (foreign.isPresent()) {
                Issue issue = Issue.of(
                                "STORE-FOLDER-IN-USE",
                                Kind.NOT_ALLOWED,
                                "No vault can be made in the folder " + root + ".",
                                "Choose an empty folder, or one that does not exist yet.")
                        .because("It holds other things, for example " + foreign.get() + ".");
                throw new StoreException(issue, false);
            }
        }
    }

    private static boolean canLink(Path folder, Ids ids) throws IOException {
        Path file = folder.resolve(ids.next());
        Path link = folder.resolve(ids.next());
        Files.createFile(file);
        try {
            Files.createLink(link, file);
            return true;
        } catch (IOException | RuntimeException e) {
            return false;
        } finally {
            Files.deleteIfExists(link);
            Files.deleteIfExists(file);
        }
    }

    Path root() {
        return root;
    }

    /**
     * Whether blobs appear as hard links; otherwise by a rename under the lock. The same for all users of the folder,
     * since it was made.
     */
    boolean linksFiles() {
        return linksFiles;
    }

    SharedLock.Hold lock() throws IOException {
        return lock.take();
    }

    Path file(BlobName name) {
        return root.resolve(name.value() + BLOB);
    }

    /**
     * The folder of names that begin with these segments, each with a slash behind it; empty when no name begins so.
     */
    Optional<Path> folder(String segments) {
        return PATH.matcher(segments).matches() ? Optional.of(root.resolve(segments)) : Optional.empty();
    }

    /** What a file name stands for: a blob's last segment, a folder's segment with a slash, or nothing. */
    static Optional<String> segment(String fileName) {
        boolean blob = fileName.endsWith(BLOB);
        String segment = blob ? fileName.substring(0, fileName.length() - BLOB.length()) : fileName;
        return SEGMENT.matcher(segment).matches() ? Optional.of(blob ? segment : segment + "/") : Optional.empty();
    }

    /** Writes and syncs content that is to become a blob. */
    BlobFile.Finished writeTemporary(ByteBuffer content) throws IOException {
        String tag = ids.next();
        return BlobFile.write(root.resolve(OWN).resolve(TEMPORARY).resolve(tag), tag, content);
    }

    /**
     * Makes the folder of a file, and those above it, exist durably. Another process may have made one of them and not
     * synced it yet.
     */
    void prepareFolderOf(Path file) throws IOException {
        Path parent = file.getParent();
        if (parent.equals(root) || durable.contains(parent)) {
            return;
        }
        prepareFolderOf(parent);
        try {
            Files.createDirectory(parent);
        } catch (FileAlreadyExistsException e) {
            LOG.trace("folder is there");
        }
        DurableFiles.syncFolder(parent.getParent());
        if (durable.size() >= MOST_REMEMBERED) {
            durable.clear();
        }
        durable.add(parent);
    }

    /** Throws when the folder no longer is that of a store. */
    void requirePresent() {
        if (!Files.exists(root.resolve(OWN).resolve(FORMAT))) {
            throw new StoreException(gone(), false);
        }
    }

    StoreException failed(String doing, IOException e, boolean outcomeUnknown) {
        durable.clear();
        if (e instanceof SharedLock.BusyException) {
            Issue busy = Issue.of("STORE-BUSY", Kind.NOT_REACHABLE, "Could not " + doing + ".", "Try again later.")
                    .because(e.getMessage());
            return new StoreException(busy, outcomeUnknown, e);
        }
        if (e instanceof NoSuchFileException && !Files.exists(root.resolve(OWN))) {
            return new StoreException(gone(), outcomeUnknown, e);
        }
        return new StoreException(FileIssues.of(doing + " in " + root, root, e), outcomeUnknown, e);
    }

    private Issue gone() {
        return Issue.of(
                        "STORE-GONE",
                        Kind.NOT_REACHABLE,
                        "The blob store in the folder " + root + " cannot be reached.",
                        "Mount the file system again.")
                .because("The folder no longer holds a store.");
    }

    /** Removes a temporary file; one that stays is removed when it is old. */
    void discard(Path temporary) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("file", temporary).log("temporary file stays for now");
        }
    }

    private void discardAbandoned(Instant olderThan) {
        Path folder = root.resolve(OWN).resolve(TEMPORARY);
        try (Stream<Path> files = Files.list(folder)) {
            files.filter(file -> file.toFile().lastModified() < olderThan.toEpochMilli())
                    .forEach(this::discard);
        } catch (IOException e) {
            LOG.atDebug().addKeyValue("folder", folder).log("temporary files were not looked through");
        }
    }
}
