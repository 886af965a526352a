package io.leeward.store.blob;

import io.leeward.store.file.DurableFiles;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/**
 * A short exclusive right among threads and processes, by a lock on a file. The file is opened anew each time and by
 * one thread at a time: closing any of its channels would give up the lock of the others of this process. Not
 * reentrant.
 */
final class SharedLock {
    /** Waits for another thread or process at most. */
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final long POLL_NANOS = Duration.ofMillis(1).toNanos();
    private static final int STRIPES = 64;
    private static final ReentrantLock[] THREADS =
            IntStream.range(0, STRIPES).mapToObj(_ -> new ReentrantLock()).toArray(ReentrantLock[]::new);

    private final Path file;
    private final ReentrantLock threads;

    SharedLock(Path file) {
        this.file = file;
        threads = THREADS[Math.floorMod(file.hashCode(), STRIPES)];
    }

    /** The lock was not to be had in time. */
    static final class BusyException extends IOException {
        private static final long serialVersionUID = 1L;

        BusyException() {
            super("Another process has kept the store locked for " + PATIENCE.toSeconds() + " seconds.");
        }
    }

    /** The right, until it is closed. */
    final class Hold implements AutoCloseable {
        private final FileChannel channel;

        private Hold(FileChannel channel) {
            this.channel = channel;
        }

        @Override
        public void close() throws IOException {
            try {
                channel.close();
            } finally {
                threads.unlock();
            }
        }
    }

    Hold take() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        takeFromThreads();
        try {
            return new Hold(lock(deadline));
        } catch (IOException | RuntimeException e) {
            threads.unlock();
            throw e;
        }
    }

    private void takeFromThreads() throws IOException {
        try {
            if (!threads.tryLock(PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new BusyException();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while waiting for the lock of the store");
        }
    }

    private FileChannel lock(long deadline) throws IOException {
        FileChannel channel = DurableFiles.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            while (channel.tryLock() == null) {
                if (System.nanoTime() > deadline) {
                    throw new BusyException();
                }
                LockSupport.parkNanos(POLL_NANOS);
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }
}
