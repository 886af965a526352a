package io.leeward.store.control;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Statements within one transaction. */
final class Sql {
    /** Longest time that one statement may take. */
    static final Duration STATEMENT_LIMIT = Duration.ofSeconds(20);

    private final Connection connection;

    Sql(Connection connection) {
        this.connection = connection;
    }

    interface Reader<T> {
        T read(Row row) throws SQLException;
    }

    <T> List<T> query(String statement, Values values, Reader<T> reader) throws SQLException {
        try (PreparedStatement prepared = prepare(statement, values);
                ResultSet result = prepared.executeQuery()) {
            List<T> rows = new ArrayList<>();
            Row row = new Row(result);
            while (result.next()) {
                rows.add(reader.read(row));
            }
            return rows;
        }
    }

    <T> Optional<T> one(String statement, Values values, Reader<T> reader) throws SQLException {
        return query(statement, values, reader).stream().findFirst();
    }

    /** Runs a statement that changes rows; returns how many it changed. */
    int change(String statement, Values values) throws SQLException {
        try (PreparedStatement prepared = prepare(statement, values)) {
            return prepared.executeUpdate();
        }
    }

    /** Adds rows to a table. */
    void insert(Table table, List<Values> rows) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (PreparedStatement prepared = connection.prepareStatement(table.insert())) {
            for (Values row : rows) {
                set(prepared, row);
                prepared.addBatch();
            }
            prepared.executeBatch();
        }
    }

    /** A version that no record ever had. */
    long nextVersion() throws SQLException {
        return one("select nextval('revision') as version", Values.of(), row -> row.number("version"))
                .orElseThrow();
    }

    private PreparedStatement prepare(String statement, Values values) throws SQLException {
        PreparedStatement prepared = connection.prepareStatement(statement);
        try {
            prepared.setQueryTimeout((int) STATEMENT_LIMIT.toSeconds());
            set(prepared, values);
            return prepared;
        } catch (SQLException | RuntimeException e) {
            prepared.close();
            throw e;
        }
    }

    private static void set(PreparedStatement prepared, Values values) throws SQLException {
        int place = 1;
        for (Object value : values.all()) {
            prepared.setObject(place++, value);
        }
    }
}
