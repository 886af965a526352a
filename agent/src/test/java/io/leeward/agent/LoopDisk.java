package io.leeward.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** An ext4 file system on a loop device; needs root. */
public final class LoopDisk implements AutoCloseable {
    private final Path image;
    private final Path device;
    private final Path fileSystem;
    private final Path mount;

    private LoopDisk(Path image, Path device, Path fileSystem, Path mount) {
        this.image = image;
        this.device = device;
        this.fileSystem = fileSystem;
        this.mount = mount;
    }

    public static boolean possible() {
        return "root".equals(System.getProperty("user.name")) && Files.exists(Path.of("/dev/loop-control"));
    }

    /** A disk with the file system on the whole device, or on its first partition. */
    public static LoopDisk create(Path folder, int mebibytes, boolean partitioned)
            throws IOException, InterruptedException {
        Path image = folder.resolve("disk.img");
        Path mount = Files.createDirectory(folder.resolve("mount"));
        run("truncate", "-s", mebibytes + "M", image.toString());
        Path device = Path.of(run("losetup", "-f", "--show", image.toString()));
        Path fileSystem = partitioned ? Path.of(device + "p1") : device;
        if (partitioned) {
            // Told to the kernel, not read from the disk: not every kernel reads partition tables.
            run("addpart", device.toString(), "1", "2048", Integer.toString(mebibytes * 2048 - 2048));
        }
        run("mkfs.ext4", "-q", "-F", fileSystem.toString());
        run("mount", fileSystem.toString(), mount.toString());
        return new LoopDisk(image, device, fileSystem, mount);
    }

    public static String run(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes()).strip();
        if (process.waitFor() != 0) {
            throw new IOException(Arrays.toString(command) + ": " + output);
        }
        return output;
    }

    public Path image() {
        return image;
    }

    public Path device() {
        return device;
    }

    public Path mount() {
        return mount;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        run("umount", mount.toString());
        if (!fileSystem.equals(device)) {
            run("delpart", device.toString(), "1");
        }
        run("losetup", "-d", device.toString());
    }

    @Override
    public String toString() {
        return fileSystem.toString();
    }
}
