package io.leeward.operations.memory;

import io.leeward.kernel.bytes.Block;
import io.leeward.model.Disk;
import io.leeward.model.DiskCut;
import io.leeward.model.PointId;
import io.leeward.model.PointKind;
import io.leeward.model.Position;
import io.leeward.model.Proof;
import io.leeward.model.RecoveryPoint;
import io.leeward.model.Resync;
import io.leeward.operations.port.ReplicatedMachine;
import io.leeward.operations.port.ReplicationStatus;
import io.leeward.vault.SeededEntropy;
import io.leeward.vault.Vault;
import io.leeward.vault.Vaults;
import io.leeward.vault.epoch.Epoch;
import io.leeward.vault.head.Heads;
import io.leeward.vault.journal.JournalWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** One machine with one disk whose content goes into the vault at each cut. Guarded by its owner. */
final class ReplicatedDisk {
    private final Heads heads;
    private final Vault vault;
    private final Disk disk;
    private ReplicatedMachine machine;
    private Optional<byte[]> content = Optional.empty();
    private Optional<JournalWriter> writer = Optional.empty();
    private Optional<RecoveryPoint> last = Optional.empty();
    private Resync resync = Resync.NONE;
    private long epoch;

    ReplicatedDisk(Vault vault, long generation, ReplicatedMachine machine) {
        this.vault = vault;
        this.machine = machine;
        this.disk = machine.disks().getFirst();
        this.heads = new Heads(vault, machine.id(), generation);
        this.last = heads.points().stream().findFirst();
    }

    ReplicatedMachine machine() {
        return machine;
    }

    void machine(ReplicatedMachine next) {
        machine = next;
    }

    void resync(Resync next) {
        resync = next;
    }

    void connect(byte[] bytes) {
        content = Optional.of(bytes.clone());
        if (writer.isEmpty()) {
            Epoch claimed = Vaults.firstEpoch(vault, disk.id(), disk.bytes());
            heads.claimLine(disk.id(), claimed.number()).orThrow();
            epoch = claimed.number();
            writer = Optional.of(new JournalWriter(vault, claimed, new SeededEntropy(System.nanoTime())));
        }
    }

    void disconnect() {
        content = Optional.empty();
    }

    RecoveryPoint cut(PointId id, Optional<String> tag, boolean appConsistent) {
        byte[] bytes = content.orElseThrow();
        JournalWriter journal = writer.orElseThrow();
        for (int offset = 0; offset < bytes.length; offset += Block.BYTES) {
            journal.data(offset, Arrays.copyOfRange(bytes, offset, Math.min(bytes.length, offset + Block.BYTES)));
        }
        Position position = journal.mark(id, bytes.length);
        journal.close();
        RecoveryPoint point = new RecoveryPoint(
                id,
                machine.id(),
                appConsistent ? PointKind.APP_CONSISTENT : PointKind.CRASH_CONSISTENT,
                Instant.now(),
                List.of(new DiskCut(disk.id(), position, bytes.length)),
                tag.map(List::of).orElse(List.of()),
                false,
                Proof.STORED,
                Optional.empty());
        heads.publish(point).orThrow();
        last = Optional.of(point);
        return point;
    }

    ReplicationStatus status() {
        Optional<Instant> now = content.map(any -> Instant.now());
        return new ReplicationStatus(
                machine.id(),
                content.isPresent(),
                now,
                last.isPresent(),
                resync,
                Optional.empty(),
                last,
                List.of(),
                Optional.empty(),
                now,
                now,
                0,
                0,
                List.of(new ReplicationStatus.DiskReplication(
                        disk.id(),
                        epoch,
                        writer.map(JournalWriter::sequence).orElse(0L),
                        writer.map(JournalWriter::sequence).orElse(0L),
                        now,
                        now,
                        disk.bytes() / 2,
                        0)));
    }
}
