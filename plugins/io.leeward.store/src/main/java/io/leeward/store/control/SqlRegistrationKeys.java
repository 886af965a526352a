package io.leeward.store.control;

import io.leeward.configserver.registry.RegistrationKeys;
import io.leeward.configserver.registry.StoredRegistrationKey;
import io.leeward.kernel.Secret;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;

final class SqlRegistrationKeys implements RegistrationKeys {
    private static final Table KEY = new Table("registration_key", "id", "verifier", "created_at", "expires_at");

    private final Database database;

    SqlRegistrationKeys(Database database) {
        this.database = database;
    }

    @Override
    public void add(StoredRegistrationKey key) {
        boolean added = database.write(sql -> {
            Values id = Values.of(key.id());
            if (sql.one(KEY.select("where id = ?"), id, row -> row.text("id")).isPresent()) {
                return false;
            }
            String verifier = HexFormat.of().formatHex(key.verifier().reveal());
            sql.insert(KEY, List.of(Values.of(key.id(), verifier, key.createdAt(), key.expiresAt())));
            return true;
        });
        if (!added) {
            throw new IllegalArgumentException("registration key " + key.id() + " exists");
        }
    }

    @Override
    public List<StoredRegistrationKey> validAt(Instant now) {
        return database.read(sql -> sql.query(
                KEY.select("where expires_at > ? order by created_at desc, id"),
                Values.of(now),
                SqlRegistrationKeys::key));
    }

    private static StoredRegistrationKey key(Row row) throws SQLException {
        return new StoredRegistrationKey(
                row.text("id"),
                Secret.of(HexFormat.of().parseHex(row.text("verifier"))),
                row.instant("created_at"),
                row.instant("expires_at"));
    }

    @Override
    public boolean delete(String id) {
        return database.write(sql -> sql.change("delete from registration_key where id = ?", Values.of(id)) == 1);
    }

    @Override
    public int deleteExpired(Instant now) {
        return database.write(sql -> sql.change("delete from registration_key where expires_at <= ?", Values.of(now)));
    }
}
