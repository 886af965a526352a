package io.leeward.tutorial;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The disk that is protected: an image file, as root with a file system on a loop device that is mounted, otherwise the
 * plain image. Not thread-safe.
 */
final class SourceDisk implements AutoCloseable {
    private final Path folder;
    private final Path image;
    private Optional<String> loop = Optional.empty();
    private boolean mounted;

    private SourceDisk(Path folder) {
        this.folder = folder;
        this.image = folder.resolve("source.img");
    }

    /** Whether this user and machine can have a mounted source disk. */
    static boolean canMount() {
        return "root".equals(System.getProperty("user.name"))
                && Programs.present("losetup")
                && Programs.present("mkfs.ext4")
                && Programs.present("mount");
    }

    /** Makes the disk; mounted where that is possible. */
    static SourceDisk make(Path folder, long bytes) throws IOException, InterruptedException {
        SourceDisk disk = new SourceDisk(folder);
        try (RandomAccessFile file = new RandomAccessFile(disk.image.toFile(), "rw")) {
            file.setLength(bytes);
        }
        if (canMount()) {
            try {
                disk.mount();
            } catch (DemoFailure e) {
                disk.close();
            }
        }
        return disk;
    }

    private void mount() throws IOException, InterruptedException {
        Programs.require(folder, List.of("mkfs.ext4", "-q", "-F", image.toString()));
        String device = Programs.require(folder, List.of("losetup", "--find", "--show", image.toString()))
                .strip();
        loop = Optional.of(device);
        Files.createDirectories(mountPoint());
        Programs.require(folder, List.of("mount", device, mountPoint().toString()));
        mounted = true;
    }

    private Path mountPoint() {
        return folder.resolve("source");
    }

    /** What the agent is told to protect. */
    String path() {
        return loop.orElse(image.toString());
    }

    /** The file whose bytes are those of the disk. */
    Path image() {
        return image;
    }

    /** Where the file system is mounted; empty when there is none. */
    Optional<Path> fileSystem() {
        return mounted ? Optional.of(mountPoint()) : Optional.empty();
    }

    /** In words. */
    String description() {
        return loop.map(device -> "an ext4 file system on " + device).orElse("the plain image file " + image);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        if (mounted) {
            Programs.run(folder, List.of("umount", mountPoint().toString()));
            mounted = false;
        }
        if (loop.isPresent()) {
            Programs.run(folder, List.of("losetup", "--detach", loop.get()));
            loop = Optional.empty();
        }
    }
}
