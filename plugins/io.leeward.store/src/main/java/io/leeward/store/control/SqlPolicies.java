package io.leeward.store.control;

import io.leeward.model.Compression;
import io.leeward.model.PolicyId;
import io.leeward.model.ReplicationPolicy;
import io.leeward.operations.state.PolicyStore;
import io.leeward.operations.state.SaveResult;
import io.leeward.operations.state.Versioned;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

final class SqlPolicies implements PolicyStore {
    private static final Table POLICY = new Table(
            "policy",
            "id",
            "name",
            "crash_interval",
            "app_interval",
            "retention",
            "rpo_threshold",
            "compression",
            "flush_time",
            "version");

    private final Database database;

    SqlPolicies(Database database) {
        this.database = database;
    }

    @Override
    public List<Versioned<ReplicationPolicy>> list() {
        return query("order by name", Values.of());
    }

    @Override
    public Optional<Versioned<ReplicationPolicy>> find(PolicyId policy) {
        return query("where id = ?", Values.of(policy.value())).stream().findFirst();
    }

    @Override
    public Optional<Versioned<ReplicationPolicy>> named(String name) {
        return query("where name = ?", Values.of(name)).stream().findFirst();
    }

    private List<Versioned<ReplicationPolicy>> query(String rest, Values values) {
        return database.read(sql -> sql.query(POLICY.select(rest), values, SqlPolicies::policy));
    }

    private static Versioned<ReplicationPolicy> policy(Row row) throws SQLException {
        return new Versioned<>(
                new ReplicationPolicy(
                        new PolicyId(row.text("id")),
                        row.text("name"),
                        row.duration("crash_interval"),
                        row.duration("app_interval"),
                        row.duration("retention"),
                        row.duration("rpo_threshold"),
                        row.label("compression", Compression.class),
                        row.duration("flush_time")),
                row.number("version"));
    }

    @Override
    public SaveResult insert(ReplicationPolicy policy) {
        return database.save(sql -> {
            long next = sql.nextVersion();
            sql.insert(POLICY, List.of(values(policy, next)));
            return new SaveResult.Saved(next);
        });
    }

    @Override
    public SaveResult update(ReplicationPolicy policy, long version) {
        return database.save(sql -> {
            long next = sql.nextVersion();
            Values values = values(policy, next).and(policy.id().value()).and(version);
            int changed = sql.change(POLICY.update("id = ? and version = ?"), values);
            return changed == 1 ? new SaveResult.Saved(next) : new SaveResult.Stale();
        });
    }

    @Override
    public boolean delete(PolicyId policy, long version) {
        return database.write(sql ->
                sql.change("delete from policy where id = ? and version = ?", Values.of(policy.value(), version)) == 1);
    }

    private static Values values(ReplicationPolicy policy, long version) {
        return Values.of(
                policy.id().value(),
                policy.name(),
                policy.crashInterval(),
                policy.appInterval(),
                policy.retention(),
                policy.rpoThreshold(),
                policy.compression(),
                policy.flush(),
                version);
    }
}
