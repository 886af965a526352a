package io.leeward.store.control;

import io.leeward.operations.live.EventView;
import io.leeward.operations.live.EventView.Severity;
import io.leeward.operations.state.EventStore;
import java.sql.SQLException;
import java.util.List;

final class SqlEvents implements EventStore {
    private static final Table EVENT =
            new Table("event", "number", "happened_at", "severity", "subject", "sentence", "issue");
    private static final Table NUMBER = new Table("event_number", "id", "newest");

    private final Database database;

    SqlEvents(Database database) {
        this.database = database;
    }

    @Override
    public EventView append(NewEvent event) {
        return database.write(sql -> {
            long number = nextNumber(sql);
            EventView view =
                    new EventView(number, event.at(), event.severity(), event.subject(), event.text(), event.issue());
            Values values = Values.of(number, event.at(), event.severity().ordinal(), event.subject(), event.text())
                    .andIssue(event.issue());
            sql.insert(EVENT, List.of(values));
            return view;
        });
    }

    /** The row of the newest number makes one appender wait for the other. */
    private static long nextNumber(Sql sql) throws SQLException {
        if (sql.change("update event_number set newest = newest + 1 where id = 1", Values.of()) == 0) {
            sql.insert(NUMBER, List.of(Values.of(1, 1L)));
        }
        return newest(sql);
    }

    @Override
    public List<EventView> list(Filter filter, int limit) {
        StringBuilder where = new StringBuilder("where severity >= ?");
        Values values = Values.of(filter.least().ordinal());
        filter.subject().ifPresent(subject -> {
            where.append(" and subject = ?");
            values.and(subject);
        });
        filter.before().ifPresent(number -> {
            where.append(" and number < ?");
            values.and(number);
        });
        values.and(limit);
        String query = EVENT.select(where + " order by number desc limit ?");
        return database.read(sql -> sql.query(query, values, SqlEvents::event));
    }

    private static EventView event(Row row) throws SQLException {
        return new EventView(
                row.number("number"),
                row.instant("happened_at"),
                Severity.values()[row.count("severity")],
                row.text("subject"),
                row.text("sentence"),
                row.issue());
    }

    @Override
    public long newest() {
        return database.read(SqlEvents::newest);
    }

    private static long newest(Sql sql) throws SQLException {
        return sql.one(NUMBER.select("where id = 1"), Values.of(), row -> row.number("newest"))
                .orElse(0L);
    }

    @Override
    public int prune(int keep) {
        return database.write(sql -> sql.change(
                "delete from event where number not in (select number from event order by number desc limit ?)",
                Values.of(keep)));
    }
}
