package io.leeward.store.blob;

import io.leeward.vault.blob.BlobListing;
import io.leeward.vault.blob.BlobName;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Finds names of blobs in ascending order, and enters only those folders that can hold what is wanted. */
final class NameWalk {
    private final StoreFolder folder;
    private final String prefix;
    private final String after;
    private final List<BlobName> found = new ArrayList<>();
    private int wanted;

    /**
     * A walk over the names that begin with the prefix.
     *
     * @param after only names after this one are found; empty for all
     */
    NameWalk(StoreFolder folder, String prefix, String after) {
        this.folder = folder;
        this.prefix = prefix;
        this.after = after;
    }

    BlobListing page(int most) throws IOException {
        wanted = most + 1;
        String start = prefix.substring(0, prefix.lastIndexOf('/') + 1);
        Optional<Path> at = folder.folder(start);
        if (at.isPresent()) {
            enter(at.get(), start);
        }
        if (found.size() < wanted) {
            return new BlobListing(found, Optional.empty());
        }
        List<BlobName> names = found.subList(0, most);
        return new BlobListing(names, Optional.of(names.getLast().value()));
    }

    private void enter(Path at, String name) throws IOException {
        for (String entry : entries(at)) {
            if (found.size() == wanted) {
                return;
            }
            String full = name + entry;
            if (full.endsWith("/")) {
                boolean within = full.startsWith(prefix) || prefix.startsWith(full);
                boolean passed = full.compareTo(after) < 0 && !after.startsWith(full);
                if (within && !passed) {
                    enter(at.resolve(entry), full);
                }
            } else if (full.startsWith(prefix) && full.compareTo(after) > 0) {
                found.add(new BlobName(full));
            }
        }
    }

    /** Segments in a folder, those of folders with a slash behind them, which puts them in the order of whole names. */
    private TreeSet<String> entries(Path at) throws IOException {
        TreeSet<String> entries = new TreeSet<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(at)) {
            for (Path file : files) {
                StoreFolder.segment(file.getFileName().toString()).ifPresent(entries::add);
            }
        } catch (NoSuchFileException | NotDirectoryException e) {
            return new TreeSet<>();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return entries;
    }
}
