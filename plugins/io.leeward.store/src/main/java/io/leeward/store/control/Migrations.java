package io.leeward.store.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Brings the schema to the newest version, step by step. Each step is a script of statements that can all be run again,
 * because a database may commit after each of them; its number is written down after the last.
 */
final class Migrations {
    private static final int NEWEST = 1;
    private static final Table VERSIONS = new Table("schema_version", "version");

    private final List<String> scripts;

    /** Steps given as scripts; the first leads to version 1. */
    Migrations(List<String> scripts) {
        this.scripts = List.copyOf(scripts);
    }

    /** The steps of this program. */
    static Migrations ofThisProgram() {
        return new Migrations(
                IntStream.rangeClosed(1, NEWEST).mapToObj(Migrations::script).toList());
    }

    /** The newest version that is known. */
    int newest() {
        return scripts.size();
    }

    /**
     * Takes all steps that have not been taken; returns the version before them, which is above {@link #newest} for a
     * schema that is not known.
     */
    int apply(Database database) {
        database.write(sql ->
                sql.change("create table if not exists schema_version (version integer primary key)", Values.of()));
        int found = database.read(Migrations::version);
        for (int next = found + 1; next <= scripts.size(); next++) {
            step(database, next);
        }
        return found;
    }

    private static int version(Sql sql) throws SQLException {
        return sql.one(
                        "select coalesce(max(version), 0) as version from schema_version",
                        Values.of(),
                        row -> row.count("version"))
                .orElse(0);
    }

    private void step(Database database, int version) {
        database.write(sql -> {
            for (String statement : statements(scripts.get(version - 1))) {
                sql.change(statement, Values.of());
            }
            return sql.change(VERSIONS.insert(), Values.of(version));
        });
    }

    private static List<String> statements(String script) {
        String code = script.lines().filter(line -> !line.startsWith("--")).reduce("", (a, b) -> a + b + "\n");
        return List.of(code.split(";\\s*\n")).stream()
                .map(String::strip)
                .filter(statement -> !statement.isEmpty())
                .toList();
    }

    private static String script(int version) {
        try (InputStream in = Migrations.class.getResourceAsStream(version + ".sql")) {
            if (in == null) {
                throw new IllegalStateException("no step to schema version " + version);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
