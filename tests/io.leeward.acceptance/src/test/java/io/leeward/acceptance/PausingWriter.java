package io.leeward.acceptance;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;

/**
 * A plain image file whose blocks are changed all the time by a thread of this test, once it was started, and the
 * scripts that make it stand still for a cut and copy it: an image has no file system that could be frozen.
 */
final class PausingWriter implements AutoCloseable {
    private static final int BLOCK = 4096;
    private static final long PAUSE_NANOS = 3_000_000;

    private final Path folder;
    private final Path disk;
    private final Thread thread;
    private volatile boolean stopping;

    PausingWriter(Path folder, int bytes) throws IOException {
        this.folder = folder;
        this.disk = folder.resolve("disk.img");
        byte[] content = new byte[bytes];
        new Random(1).nextBytes(content);
        java.util.Arrays.fill(content, bytes / 4, bytes / 2, (byte) 0);
        Files.write(disk, content);
        Files.createDirectories(folder.resolve("copies"));
        script("pre", "touch '" + folder + "/pause'; while [ ! -e '" + folder + "/paused' ]; do sleep 0.02; done");
        script("post", "rm -f '" + folder + "/pause'");
        script("copy", "exec cp '" + disk + "' '" + folder + "/copies/'\"$LEEWARD_POINT_ID\"");
        thread = Thread.ofPlatform().daemon().name("writer").unstarted(this::run);
    }

    /** Begins to write. */
    void start() {
        thread.start();
    }

    Path disk() {
        return disk;
    }

    Path pre() {
        return folder.resolve("pre");
    }

    Path post() {
        return folder.resolve("post");
    }

    Path copy() {
        return folder.resolve("copy");
    }

    Path copyOf(String point) {
        return folder.resolve("copies").resolve(point);
    }

    private void script(String name, String body) throws IOException {
        Path script = folder.resolve(name);
        Files.writeString(script, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    private void run() {
        Random random = new Random(2);
        byte[] block = new byte[BLOCK];
        try (RandomAccessFile file = new RandomAccessFile(disk.toFile(), "rw")) {
            while (!stopping) {
                if (Files.exists(folder.resolve("pause"))) {
                    standStill();
                }
                random.nextBytes(block);
                file.seek((long) random.nextInt((int) (file.length() / BLOCK)) * BLOCK);
                file.write(block);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void standStill() throws IOException {
        Files.createFile(folder.resolve("paused"));
        while (!stopping && Files.exists(folder.resolve("pause"))) {
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        Files.delete(folder.resolve("paused"));
    }

    @Override
    public void close() throws InterruptedException {
        stopping = true;
        if (thread.isAlive()) {
            thread.join();
        }
    }
}
