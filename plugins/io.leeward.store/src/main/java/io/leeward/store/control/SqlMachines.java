package io.leeward.store.control;

import io.leeward.model.Direction;
import io.leeward.model.Disk;
import io.leeward.model.DiskId;
import io.leeward.model.GroupId;
import io.leeward.model.MachineId;
import io.leeward.model.Phase;
import io.leeward.model.PolicyId;
import io.leeward.model.Resync;
import io.leeward.operations.state.MachineRecord;
import io.leeward.operations.state.MachineStore;
import io.leeward.operations.state.SaveResult;
import io.leeward.operations.state.Versioned;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

final class SqlMachines implements MachineStore {
    private static final Table MACHINE = new Table(
            "machine",
            "id",
            "name",
            "incarnation",
            "enrolled_at",
            "wish",
            "phase",
            "direction",
            "issue",
            "policy_id",
            "group_id",
            "resync_state",
            "resync_reason",
            "version");
    private static final Table DISK =
            new Table("machine_disk", "machine_id", "place", "disk_id", "path", "serial", "bytes");

    private final Database database;

    SqlMachines(Database database) {
        this.database = database;
    }

    @Override
    public List<Versioned<MachineRecord>> list() {
        return query("", Values.of());
    }

    @Override
    public Optional<Versioned<MachineRecord>> find(MachineId machine) {
        return query("where id = ?", Values.of(machine.value())).stream().findFirst();
    }

    @Override
    public Optional<Versioned<MachineRecord>> named(String name) {
        return query("where name = ?", Values.of(name)).stream().findFirst();
    }

    private List<Versioned<MachineRecord>> query(String where, Values values) {
        return database.read(sql -> {
            Map<String, List<Disk>> disks = new HashMap<>();
            String selected = "where machine_id in (select id from machine " + where + ") order by machine_id, place";
            sql.query(DISK.select(selected), values, row -> disks.computeIfAbsent(
                            row.text("machine_id"), _ -> new ArrayList<>())
                    .add(disk(row)));
            return sql.query(MACHINE.select(where + " order by name"), values, row -> machine(row, disks));
        });
    }

    private static Disk disk(Row row) throws SQLException {
        return new Disk(new DiskId(row.text("disk_id")), row.text("path"), row.text("serial"), row.number("bytes"));
    }

    private static Versioned<MachineRecord> machine(Row row, Map<String, List<Disk>> disks) throws SQLException {
        String id = row.text("id");
        return new Versioned<>(
                new MachineRecord(
                        new MachineId(id),
                        row.text("name"),
                        row.text("incarnation"),
                        row.instant("enrolled_at"),
                        disks.getOrDefault(id, List.of()),
                        row.label("wish", MachineRecord.Wish.class),
                        row.label("phase", Phase.class),
                        row.label("direction", Direction.class),
                        row.issue(),
                        row.optionalText("policy_id").map(PolicyId::new),
                        row.optionalText("group_id").map(GroupId::new),
                        new Resync(row.label("resync_state", Resync.State.class), row.optionalText("resync_reason"))),
                row.number("version"));
    }

    @Override
    public SaveResult insert(MachineRecord machine) {
        return database.save(sql -> {
            long next = sql.nextVersion();
            sql.insert(MACHINE, List.of(values(machine, next)));
            sql.insert(DISK, disks(machine));
            return new SaveResult.Saved(next);
        });
    }

    @Override
    public SaveResult update(MachineRecord machine, long version) {
        return database.save(sql -> {
            long next = sql.nextVersion();
            String id = machine.id().value();
            Values values = values(machine, next).and(id).and(version);
            if (sql.change(MACHINE.update("id = ? and version = ?"), values) == 0) {
                return new SaveResult.Stale();
            }
            sql.change("delete from machine_disk where machine_id = ?", Values.of(id));
            sql.insert(DISK, disks(machine));
            return new SaveResult.Saved(next);
        });
    }

    @Override
    public boolean delete(MachineId machine, long version) {
        return database.write(sql ->
                sql.change("delete from machine where id = ? and version = ?", Values.of(machine.value(), version))
                        == 1);
    }

    private static Values values(MachineRecord machine, long version) {
        return Values.of(
                        machine.id().value(),
                        machine.name(),
                        machine.incarnation(),
                        machine.enrolledAt(),
                        machine.wish(),
                        machine.phase(),
                        machine.direction())
                .andIssue(machine.failure())
                .and(machine.policy().map(PolicyId::value))
                .and(machine.group().map(GroupId::value))
                .and(machine.resync().state())
                .and(machine.resync().reason())
                .and(version);
    }

    private static List<Values> disks(MachineRecord machine) {
        List<Values> rows = new ArrayList<>();
        for (Disk disk : machine.disks()) {
            rows.add(Values.of(
                    machine.id().value(), rows.size(), disk.id().value(), disk.path(), disk.serial(), disk.bytes()));
        }
        return rows;
    }
}
