package io.leeward.vault.journal;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

/** Lanes on threads, as an engine gives them. */
public final class ThreadLanes implements Lanes, AutoCloseable {
    private final int width;
    private final ExecutorService threads;

    public ThreadLanes(int width) {
        this.width = width;
        this.threads = Executors.newFixedThreadPool(width);
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public <T> Pending<T> start(Supplier<T> task) {
        Future<T> future = threads.submit(task::get);
        return () -> {
            try {
                return future.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        };
    }

    @Override
    public void close() {
        threads.close();
    }
}
