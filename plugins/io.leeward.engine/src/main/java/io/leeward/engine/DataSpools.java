package io.leeward.engine;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.file.Storage;
import io.leeward.model.MachineId;
import io.leeward.processserver.Spools;
import io.leeward.store.file.FolderStorage;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import java.util.stream.Stream;

/** The spools of all machines as folders of the data folder. */
final class DataSpools implements Spools {
    private final Path root;

    DataSpools(Path root) {
        this.root = root;
        try {
            Files.createDirectories(root);
        } catch (IOException e) {
            throw failed("make the folder of the spools", e);
        }
    }

    private record Held(Path path, FolderStorage folder) implements Folder {
        @Override
        public Storage storage() {
            return folder;
        }

        /** Closed segments never change and are deleted only after they were uploaded: mapping them is safe. */
        @Override
        public Optional<ByteBuffer> read(String file) {
            try (FileChannel channel = FileChannel.open(path.resolve(file), StandardOpenOption.READ)) {
                return Optional.of(channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()));
            } catch (NoSuchFileException e) {
                return Optional.empty();
            } catch (IOException e) {
                throw failed("read " + file + " of the spool", e);
            }
        }

        @Override
        public void close() {
            folder.close();
        }
    }

    @Override
    public Folder open(MachineId machine) {
        Path path = root.resolve(machine.value());
        return new Held(path, FolderStorage.open(path));
    }

    @Override
    public void delete(MachineId machine) {
        Path path = root.resolve(machine.value());
        if (!Files.exists(path)) {
            return;
        }
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.delete(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
                    Files.delete(folder);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw failed("delete the spool of machine " + machine, e);
        }
    }

    @Override
    public long freeBytes() {
        try {
            return Files.getFileStore(root).getUsableSpace();
        } catch (IOException e) {
            throw failed("find the room left for the spools", e);
        }
    }

    /** Bytes of segments that lie in the spools of a data folder; opens nothing. */
    static long segmentBytes(Path root) {
        if (!Files.isDirectory(root)) {
            return 0;
        }
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file ->
                            file.toString().endsWith(".seg") || file.toString().endsWith(".open"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        } catch (IOException e) {
            throw failed("measure the spools", e);
        }
    }

    private static IssueException failed(String doing, IOException e) {
        return new IssueException(
                Issue.of(
                                "SPOOL-FAILED",
                                Issue.Kind.FAILED,
                                "The engine could not " + doing + ".",
                                "Check the disk that the data folder lies on, its room and its permissions.")
                        .because(e.getClass().getSimpleName() + ": " + e.getMessage()),
                e);
    }
}
