package io.leeward.store.control;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Issue.Kind;
import io.leeward.kernel.IssueException;
import io.leeward.operations.state.SaveResult;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs transactions on threads of its own, which nobody interrupts: an interrupt inside H2 can damage its file. A
 * caller that is interrupted waits on and finds its interrupt afterwards.
 */
final class Database implements AutoCloseable {
    /** Transactions that run at once at most. */
    static final int THREADS = 4;

    /** Transactions that wait at most; more are refused. */
    private static final int WAITING = 1024;

    /** Longest time that a caller waits for its transaction. */
    private static final Duration CALL_LIMIT = Duration.ofSeconds(60);

    private static final String UNIQUE_VIOLATION = "23505";
    private static final String INTEGRITY_VIOLATION = "23";

    private final Connections connections;
    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            THREADS,
            THREADS,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("leeward-control-store-", 1).factory());

    Database(Connections connections) {
        this.connections = connections;
    }

    /** Where connections come from. */
    interface Connections extends AutoCloseable {
        /** A connection, given back by closing it. */
        Connection take() throws SQLException;

        /** Makes what was committed durable, where a commit alone does not. */
        void sync(Connection connection) throws SQLException;

        @Override
        void close();
    }

    interface Work<T> {
        T run(Sql sql) throws SQLException;
    }

    /** Reads in one snapshot. */
    <T> T read(Work<T> work) {
        return onOwnThread(() -> {
            try (Connection connection = connections.take()) {
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                return transaction(connection, work);
            } catch (SQLException e) {
                throw ControlIssues.failed(e);
            }
        });
    }

    /** Changes in one transaction, which is durable when this returns. */
    <T> T write(Work<T> work) {
        return onOwnThread(() -> {
            try {
                return committed(work);
            } catch (SQLException e) {
                throw ControlIssues.failed(e);
            }
        });
    }

    /**
     * Saves a record; a violated uniqueness is {@code Taken}, a record that something else refers to and that is not
     * there {@code Stale}.
     */
    SaveResult save(Work<SaveResult> work) {
        return onOwnThread(() -> {
            try {
                return committed(work);
            } catch (SQLException e) {
                String state = String.valueOf(e.getSQLState());
                if (state.equals(UNIQUE_VIOLATION)) {
                    return new SaveResult.Taken();
                }
                if (state.startsWith(INTEGRITY_VIOLATION)) {
                    return new SaveResult.Stale();
                }
                throw ControlIssues.failed(e);
            }
        });
    }

    private <T> T committed(Work<T> work) throws SQLException {
        try (Connection connection = connections.take()) {
            connection.setTransactionIsolation(Connection.TRANSACTION_READ_COMMITTED);
            T result = transaction(connection, work);
            connections.sync(connection);
            return result;
        }
    }

    private static <T> T transaction(Connection connection, Work<T> work) throws SQLException {
        connection.setAutoCommit(false);
        try {
            T result = work.run(new Sql(connection));
            connection.commit();
            return result;
        } catch (SQLException | RuntimeException e) {
            try {
                connection.rollback();
            } catch (SQLException second) {
                e.addSuppressed(second);
            }
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private <T> T onOwnThread(Callable<T> call) {
        Future<T> future;
        try {
            future = threads.submit(call);
        } catch (RejectedExecutionException e) {
            throw new IssueException(busy("Too many requests are waiting, or the store is being closed."), e);
        }
        return await(future);
    }

    private static <T> T await(Future<T> future) {
        boolean interrupted = false;
        long deadline = System.nanoTime() + CALL_LIMIT.toNanos();
        try {
            while (true) {
                try {
                    return future.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        } catch (TimeoutException e) {
            throw new IssueException(busy("It did not answer within " + CALL_LIMIT.toSeconds() + " seconds."), e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : new IllegalStateException(e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static Issue busy(String cause) {
        return Issue.of(
                        "CONTROL-STORE-BUSY",
                        Kind.NOT_REACHABLE,
                        "The control store does not answer.",
                        "Try again; if it stays so, look at the disk of this machine.")
                .because(cause);
    }

    /** Waits for transactions that run, and closes the connections. */
    @Override
    public void close() {
        threads.shutdown();
        boolean interrupted = false;
        long deadline = System.nanoTime() + CALL_LIMIT.toNanos();
        while (true) {
            try {
                threads.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                break;
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        connections.close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
