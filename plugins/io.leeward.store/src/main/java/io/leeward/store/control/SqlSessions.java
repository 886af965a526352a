package io.leeward.store.control;

import io.leeward.model.MachineId;
import io.leeward.operations.state.SaveResult;
import io.leeward.operations.state.SessionRecord;
import io.leeward.operations.state.SessionRecord.Token;
import io.leeward.operations.state.SessionRecord.Use;
import io.leeward.operations.state.SessionStore;
import io.leeward.operations.state.Versioned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

final class SqlSessions implements SessionStore {
    private static final Table SESSION = new Table("agent_session", "machine_id", "incarnation", "issue", "version");
    private static final Table TOKEN = new Table("agent_session_token", "machine_id", "place", "token", "token_use");

    private final Database database;

    SqlSessions(Database database) {
        this.database = database;
    }

    @Override
    public Optional<Versioned<SessionRecord>> find(MachineId machine) {
        Values id = Values.of(machine.value());
        return database.read(sql -> {
            List<Token> tokens = sql.query(
                    TOKEN.select("where machine_id = ? order by place"),
                    id,
                    row -> new Token(row.text("token"), row.label("token_use", Use.class)));
            return sql.one(
                    SESSION.select("where machine_id = ?"),
                    id,
                    row -> new Versioned<>(
                            new SessionRecord(machine, row.text("incarnation"), tokens, row.issue()),
                            row.number("version")));
        });
    }

    @Override
    public SaveResult insert(SessionRecord session) {
        return database.save(sql -> {
            long next = sql.nextVersion();
            sql.insert(SESSION, List.of(values(session, next)));
            sql.insert(TOKEN, tokens(session));
            return new SaveResult.Saved(next);
        });
    }

    @Override
    public SaveResult update(SessionRecord session, long version) {
        return database.save(sql -> {
            long next = sql.nextVersion();
            String id = session.machine().value();
            Values values = values(session, next).and(id).and(version);
            if (sql.change(SESSION.update("machine_id = ? and version = ?"), values) == 0) {
                return new SaveResult.Stale();
            }
            sql.change("delete from agent_session_token where machine_id = ?", Values.of(id));
            sql.insert(TOKEN, tokens(session));
            return new SaveResult.Saved(next);
        });
    }

    private static Values values(SessionRecord session, long version) {
        return Values.of(session.machine().value(), session.incarnation())
                .andIssue(session.halted())
                .and(version);
    }

    private static List<Values> tokens(SessionRecord session) {
        List<Values> rows = new ArrayList<>();
        for (Token token : session.tokens()) {
            rows.add(Values.of(session.machine().value(), rows.size(), token.value(), token.use()));
        }
        return rows;
    }
}
