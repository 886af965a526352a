package io.leeward.store.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeward.kernel.Issue.Kind;
import io.leeward.kernel.IssueException;
import io.leeward.model.PolicyId;
import io.leeward.model.ReplicationPolicy;
import io.leeward.operations.state.SaveResult;
import io.leeward.store.system.SystemSources;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ControlStoreTest {
    private static final ReplicationPolicy POLICY = ReplicationPolicy.named(new PolicyId("p1"), "gold");

    @TempDir
    private Path folder;

    @Test
    void whatWasSavedIsThereAfterTheStoreWasOpenedAgain() {
        String storeId;
        try (ControlStore store = open()) {
            storeId = store.storeId();
            assertThat(store.policies().insert(POLICY)).isInstanceOf(SaveResult.Saved.class);
        }
        try (ControlStore store = open()) {
            assertThat(store.storeId()).isEqualTo(storeId);
            assertThat(store.policies().named("gold").orElseThrow().value()).isEqualTo(POLICY);
        }
    }

    @Test
    void aSavedRecordIsInTheFileWhenTheProcessEndsWithoutClosing() throws IOException {
        ControlStore store = open();
        store.policies().insert(POLICY);
        Path copy = Files.createDirectory(folder.resolve("as-after-a-crash"));
        Files.copy(folder.resolve("control.mv.db"), copy.resolve("control.mv.db"));
        store.close();

        try (ControlStore after = ControlStore.open(copy, SystemSources.ENTROPY)) {
            assertThat(after.policies().named("gold")).isPresent();
        }
    }

    @Test
    void theFileIsItsUsersAlone() throws IOException {
        Path data = folder.resolve("data");
        try (ControlStore store = ControlStore.open(data, SystemSources.ENTROPY)) {
            store.policies().insert(POLICY);
        }
        ControlStore.open(data, SystemSources.ENTROPY).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("control.mv.db"))))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
    }

    @Test
    void aDamagedStoreIsRefusedAndLeftAsItIs() throws IOException {
        open().close();
        Path file = folder.resolve("control.mv.db");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[(int) channel.size()]), 0);
        }
        byte[] damaged = Files.readAllBytes(file);

        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        IssueException.class, e -> assertThat(e.issue().code()).isEqualTo("CONTROL-STORE-DAMAGED"));
        assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
    }

    @Test
    void aStoreOfNoKnownFormatIsRefused() throws IOException {
        Files.writeString(folder.resolve("control.mv.db"), "This is no database. ".repeat(1000));

        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        IssueException.class, e -> assertThat(e.issue().code()).isEqualTo("CONTROL-STORE-DAMAGED"));
    }

    @Test
    void aStoreThatWasSetAsideMakesRoomForANewOne() throws IOException {
        Path file = folder.resolve("control.mv.db");
        Files.writeString(file, "This is no database. ".repeat(1000));

        Path aside = ControlStore.setAside(folder, () -> Instant.parse("2026-11-22T13:00:00Z"));

        assertThat(aside)
                .hasFileName("control.mv.db.set-aside-20261122T130000Z")
                .exists();
        try (ControlStore store = open()) {
            assertThat(store.policies().list()).isEmpty();
        }
    }

    @Test
    void aStoreInUseIsNotSetAside() {
        try (ControlStore store = open()) {
            assertThatThrownBy(() -> ControlStore.setAside(folder, SystemSources.CLOCK))
                    .isInstanceOfSatisfying(
                            IssueException.class,
                            e -> assertThat(e.issue().kind()).isEqualTo(Kind.NOT_ALLOWED));
            assertThat(store.policies().list()).isEmpty();
        }
    }

    @Test
    void aStoreOfANewerSchemaIsRefused() throws SQLException {
        open().close();
        try (Database database = new Database(EmbeddedConnections.open(folder.resolve("control.mv.db")))) {
            database.write(sql -> sql.change("insert into schema_version (version) values (?)", Values.of(99)));
        }

        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        IssueException.class, e -> assertThat(e.issue().code()).isEqualTo("CONTROL-STORE-NEWER"))
                .hasMessageContaining("99");
    }

    @Test
    void stepsThatWereInterruptedAreTakenAgain() throws SQLException {
        String first = "create table if not exists a (id integer);\n";
        String second =
                "-- a comment\ncreate table if not exists b (id integer);\ninsert into a (id) select 1 where not exists"
                        + " (select 1 from a);\n";
        try (Database database = new Database(EmbeddedConnections.open(folder.resolve("steps.mv.db")))) {
            new Migrations(List.of(first)).apply(database);
            database.write(sql -> sql.change("create table b (id integer)", Values.of()));

            assertThat(new Migrations(List.of(first, second)).apply(database)).isEqualTo(1);
            assertThat(new Migrations(List.of(first, second)).apply(database)).isEqualTo(2);

            List<Integer> rows =
                    database.read(sql -> sql.query("select id from a", Values.of(), row -> row.count("id")));
            assertThat(rows).containsExactly(1);
        }
    }

    @Test
    void anInterruptedCallerGetsItsAnswerAndKeepsItsInterrupt() throws InterruptedException {
        try (ControlStore store = open()) {
            AtomicBoolean interrupted = new AtomicBoolean();
            Thread caller = Thread.ofPlatform().start(() -> {
                Thread.currentThread().interrupt();
                store.policies().insert(POLICY);
                interrupted.set(Thread.currentThread().isInterrupted());
            });
            caller.join();

            assertThat(interrupted).isTrue();
            assertThat(store.policies().list()).hasSize(1);
        }
    }

    private ControlStore open() {
        return ControlStore.open(folder, SystemSources.ENTROPY);
    }
}
