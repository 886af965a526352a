package io.leeward.store.control;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;

/**
 * Connections to a database file inside this process. H2's own pool has no threads, which makes sure that none is
 * interrupted while it opens or closes a connection.
 */
final class EmbeddedConnections implements Database.Connections {
    private static final String OPTIONS = ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH"
            + ";WRITE_DELAY=0;LOCK_TIMEOUT=10000;CACHE_SIZE=8192;DB_CLOSE_ON_EXIT=FALSE";
    private static final String EXTENSION = ".mv.db";

    private final JdbcConnectionPool pool;
    private final Connection keeper;

    private EmbeddedConnections(JdbcConnectionPool pool, Connection keeper) {
        this.pool = pool;
        this.keeper = keeper;
    }

    /** Opens a database file, which ends in {@code .mv.db}, and makes it when it is missing. */
    static EmbeddedConnections open(Path file) throws SQLException {
        String name = file.toAbsolutePath().toString();
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:file:"
                + name.substring(0, name.length() - EXTENSION.length()).replace(";", "\\;") + OPTIONS);
        source.setUser("leeward");
        source.setPassword("");
        Connection keeper = source.getConnection();
        JdbcConnectionPool pool = JdbcConnectionPool.create(source);
        pool.setMaxConnections(Database.THREADS);
        return new EmbeddedConnections(pool, keeper);
    }

    @Override
    public Connection take() throws SQLException {
        return pool.getConnection();
    }

    /** H2 writes a commit to its file but leaves the syncing to the operating system. */
    @Override
    public void sync(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("checkpoint sync");
        }
    }

    @Override
    public void close() {
        pool.dispose();
        try {
            keeper.close();
        } catch (SQLException e) {
            throw ControlIssues.failed(e);
        }
    }
}
