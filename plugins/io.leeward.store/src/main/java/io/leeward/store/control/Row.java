package io.leeward.store.control;

import io.leeward.kernel.Issue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The row that a query is at, read in terms of the model. */
final class Row {
    private final ResultSet result;

    Row(ResultSet result) {
        this.result = result;
    }

    String text(String column) throws SQLException {
        return result.getString(column);
    }

    Optional<String> optionalText(String column) throws SQLException {
        return Optional.ofNullable(result.getString(column));
    }

    long number(String column) throws SQLException {
        return result.getLong(column);
    }

    int count(String column) throws SQLException {
        return result.getInt(column);
    }

    boolean flag(String column) throws SQLException {
        return result.getBoolean(column);
    }

    Instant instant(String column) throws SQLException {
        return Times.instant(result.getLong(column));
    }

    Optional<Instant> optionalInstant(String column) throws SQLException {
        long nanos = result.getLong(column);
        return result.wasNull() ? Optional.empty() : Optional.of(Times.instant(nanos));
    }

    Duration duration(String column) throws SQLException {
        return Duration.ofNanos(result.getLong(column));
    }

    <E extends Enum<E>> E label(String column, Class<E> type) throws SQLException {
        return Enum.valueOf(
                type, result.getString(column).toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    Optional<Issue> issue() throws SQLException {
        String code = result.getString("issue_code");
        if (code == null) {
            return Optional.empty();
        }
        return Optional.of(new Issue(
                code,
                label("issue_kind", Issue.Kind.class),
                text("issue_message"),
                text("issue_cause"),
                text("issue_remedy")));
    }
}
