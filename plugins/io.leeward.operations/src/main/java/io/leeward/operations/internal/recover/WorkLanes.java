package io.leeward.operations.internal.recover;

import io.leeward.vault.journal.Lanes;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/** Lanes on virtual threads, for fetching from stores that answer faster together than one after the other. */
public final class WorkLanes implements Lanes, AutoCloseable {
    /** Fetches under way at once for all jobs; each holds about one segment of 8 MiB. */
    static final int WIDTH = 8;

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("leeward-lane-", 0).factory());
    private final Semaphore room = new Semaphore(WIDTH);

    @Override
    public int width() {
        return WIDTH;
    }

    @Override
    public <T> Pending<T> start(Supplier<T> task) {
        Future<T> future = threads.submit(() -> {
            room.acquireUninterruptibly();
            try {
                return task.get();
            } finally {
                room.release();
            }
        });
        return () -> await(future);
    }

    @Override
    public void close() {
        threads.shutdown();
    }

    private static <T> T await(Future<T> future) {
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return future.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw e.getCause() instanceof RuntimeException known
                            ? known
                            : new IllegalStateException("a lane failed", e.getCause());
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
