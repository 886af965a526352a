package io.leeward.vault.golden;

import io.leeward.kernel.Secret;
import io.leeward.model.Compression;
import io.leeward.model.Disk;
import io.leeward.model.DiskCut;
import io.leeward.model.DiskId;
import io.leeward.model.GroupId;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.model.PointKind;
import io.leeward.model.PolicyId;
import io.leeward.model.Position;
import io.leeward.model.Proof;
import io.leeward.model.RecoveryPoint;
import io.leeward.model.ReplicationPolicy;
import io.leeward.vault.SeededEntropy;
import io.leeward.vault.Vault;
import io.leeward.vault.Vaults;
import io.leeward.vault.authority.AuthorityKeys;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.MemoryBlobStore;
import io.leeward.vault.catalog.Catalog;
import io.leeward.vault.catalog.MachineEntry;
import io.leeward.vault.epoch.Coverage;
import io.leeward.vault.epoch.Epoch;
import io.leeward.vault.head.GroupPoint;
import io.leeward.vault.head.GroupPoints;
import io.leeward.vault.head.Heads;
import io.leeward.vault.journal.BaseLayer;
import io.leeward.vault.journal.JournalWriter;
import io.leeward.vault.owner.Ownership;
import io.leeward.vault.segment.SegmentScope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The vault whose bytes are kept as files: one machine with three disks, whose frames are raw, Snappy and zstd.
 * {@code main} writes the files; they are written once for a version of the format and never again.
 */
public final class GoldenVault {
    static final MachineId MACHINE = new MachineId("golden");
    static final DiskId RAW = new DiskId("disk-raw");
    static final DiskId SNAPPY = new DiskId("disk-snappy");
    static final DiskId ZSTD = new DiskId("disk-zstd");
    static final int DISK_BYTES = 5 * 4096 + 100;
    static final PointId FIRST = new PointId("point-1");
    static final PointId SECOND = new PointId("point-2");

    private GoldenVault() {}

    /** Writes the golden files into the folder given. */
    public static void main(String[] arguments) throws IOException {
        MemoryBlobStore store = write();
        for (BlobName name : store.names()) {
            Path file = Path.of(arguments[0]).resolve(name.value());
            Files.createDirectories(file.getParent());
            Files.write(file, store.bytes(name));
        }
    }

    /** Writes the vault, the same at every call. */
    static MemoryBlobStore write() {
        MemoryBlobStore store = new MemoryBlobStore();
        SeededEntropy entropy = new SeededEntropy(20_261_122);
        Vault vault = Vault.create(
                        store, "golden", Secret.ofText(Vaults.PASSPHRASE), Vaults.CHEAP, () -> Vaults.NOW, entropy)
                .orThrow();
        new AuthorityKeys(vault).keep(Secret.ofText("not really a key"), new byte[] {1, 2, 3});
        new Ownership(vault, "store-a", "host-a").claim().orThrow();
        Catalog catalog = new Catalog(vault);
        catalog.policies().put("gold", ReplicationPolicy.named(new PolicyId("gold"), "Gold"));
        List<Disk> disks = List.of(disk(RAW), disk(SNAPPY), disk(ZSTD));
        catalog.machines()
                .put(
                        "golden",
                        new MachineEntry(
                                MACHINE, "golden", disks, Optional.of(new PolicyId("gold")), Optional.empty()));
        Heads heads = new Heads(vault, MACHINE, 1);
        for (Disk disk : disks) {
            journal(vault, entropy, disk.id(), heads);
        }
        heads.publish(point(FIRST, new Position(1, 4), PointKind.CRASH_CONSISTENT))
                .orThrow();
        heads.publish(point(SECOND, new Position(2, 2), PointKind.APP_CONSISTENT))
                .orThrow();
        heads.addLayer(layer(vault, entropy)).orThrow();
        new GroupPoints(vault).publish(new GroupPoint(SECOND, new GroupId("shop"), Vaults.NOW, List.of(MACHINE)));
        return store;
    }

    /** What a disk holds at each point. */
    static byte[] content(DiskId disk, PointId point) {
        byte[] content = new byte[DISK_BYTES];
        fill(disk, content, 0, 2 * 4096, 1);
        fill(disk, content, 5 * 4096, 100, 2);
        if (point.equals(SECOND)) {
            fill(disk, content, 4096, 4096, 3);
        }
        return content;
    }

    private static void journal(Vault vault, SeededEntropy entropy, DiskId disk, Heads heads) {
        Epoch first = Vaults.claim(vault, disk, Optional.empty(), Coverage.INITIAL, DISK_BYTES);
        heads.claimLine(disk, 1).orThrow();
        JournalWriter writer = new JournalWriter(vault, SegmentScope.journal(first), compression(disk), entropy);
        byte[] content = content(disk, FIRST);
        writer.data(0, part(content, 0, 2 * 4096));
        writer.zeros(2 * 4096, 3 * 4096);
        writer.data(5 * 4096, part(content, 5 * 4096, 100));
        writer.mark(FIRST, DISK_BYTES);
        writer.close();
        Epoch second = Vaults.claim(vault, disk, Optional.of(new Position(1, 4)), Coverage.COMPARED, DISK_BYTES);
        heads.claimLine(disk, 2).orThrow();
        JournalWriter next = new JournalWriter(vault, SegmentScope.journal(second), compression(disk), entropy);
        next.data(4096, part(content(disk, SECOND), 4096, 4096));
        next.mark(SECOND, DISK_BYTES);
        next.close();
    }

    private static BaseLayer layer(Vault vault, SeededEntropy entropy) {
        Position through = new Position(2, 2);
        Epoch epoch = new io.leeward.vault.epoch.Epochs(vault).require(RAW, 2);
        JournalWriter writer = new JournalWriter(vault, SegmentScope.layer(epoch, 2), Compression.SNAPPY, entropy);
        byte[] content = content(RAW, SECOND);
        writer.data(0, part(content, 0, 2 * 4096));
        writer.close();
        writer.zeros(2 * 4096, 3 * 4096);
        writer.data(5 * 4096, part(content, 5 * 4096, 100));
        writer.close();
        return new BaseLayer(RAW, through, writer.sequence(), DISK_BYTES);
    }

    /** Bytes that no compression shortens on the raw disk, and that every one does on the others. */
    private static void fill(DiskId disk, byte[] content, int offset, int length, int seed) {
        byte[] bytes = new byte[length];
        new Random(seed).nextBytes(bytes);
        for (int i = 0; i < length; i++) {
            content[offset + i] = disk.equals(RAW) ? bytes[i] : (byte) (seed * 16 + i / 64 % 16);
        }
    }

    private static byte[] part(byte[] content, int offset, int length) {
        return java.util.Arrays.copyOfRange(content, offset, offset + length);
    }

    private static Compression compression(DiskId disk) {
        return disk.equals(ZSTD) ? Compression.ZSTD : Compression.SNAPPY;
    }

    private static Disk disk(DiskId id) {
        return new Disk(id, "/dev/" + id, "", DISK_BYTES);
    }

    private static RecoveryPoint point(PointId id, Position position, PointKind kind) {
        List<DiskCut> cuts = List.of(RAW, SNAPPY, ZSTD).stream()
                .map(disk -> new DiskCut(disk, position, DISK_BYTES))
                .toList();
        return new RecoveryPoint(
                id, MACHINE, kind, Vaults.NOW, cuts, List.of("golden"), false, Proof.STORED, Optional.empty());
    }
}
