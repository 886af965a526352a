package io.leeward.simulation;

import io.leeward.kernel.IssueException;
import io.leeward.kernel.Progress;
import io.leeward.kernel.file.MemoryStorage;
import io.leeward.kernel.file.Storage;
import io.leeward.model.DiskCut;
import io.leeward.model.DiskId;
import io.leeward.model.PointId;
import io.leeward.model.RecoveryPoint;
import io.leeward.replication.status.DiskStatus;
import io.leeward.replication.status.ReplicationStatus;
import io.leeward.replication.status.ReplicationStatus.Link;
import io.leeward.replication.work.VaultWork;
import io.leeward.replication.work.WorkResult;
import io.leeward.vault.Vault;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.MemoryBlobStore;
import io.leeward.vault.check.CheckResult;
import io.leeward.vault.check.VaultCheck;
import io.leeward.vault.epoch.Epochs;
import io.leeward.vault.head.CurrentEpoch;
import io.leeward.vault.head.Head;
import io.leeward.vault.head.Heads;
import io.leeward.vault.journal.Lanes;
import io.leeward.vault.journal.StoredWatermark;
import io.leeward.vault.restore.MemoryTarget;
import io.leeward.vault.restore.PointRestore;
import io.leeward.wire.data.ServerMessage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the design promises, looked at whenever something could have broken it. */
final class Promises {
    private final SimWorld world;
    private final MemoryBlobStore blobs;
    private final Vault vault;
    private final Heads heads;
    private final StoredWatermark watermark;
    private final KeyWatch keys = new KeyWatch();
    private final Map<String, List<byte[]>> cuts = new HashMap<>();
    private final Map<Journal, Long> acknowledged = new HashMap<>();
    private final Map<Journal, Long> stored = new HashMap<>();
    private final Map<Long, List<ServerMessage.WelcomeDisk>> sessions = new HashMap<>();
    private final Set<Integer> losses = new HashSet<>();
    private final Set<PointId> published = new HashSet<>();
    private Set<BlobName> names = Set.of();
    private Optional<Head> lastHead = Optional.empty();

    /** One server's journal of one epoch of one disk. */
    private record Journal(int server, int disk, long epoch) {}

    /** @param vault on a handle of the store that never fails */
    Promises(SimWorld world, MemoryBlobStore blobs, Vault vault) {
        this.world = world;
        this.blobs = blobs;
        this.vault = vault;
        heads = new Heads(vault, SimWorld.MACHINE, 0);
        watermark = new StoredWatermark(vault);
    }

    private static void require(boolean holds, String promise) {
        if (!holds) {
            throw new Violation(promise);
        }
    }

    /** The disks as they are while a point is being cut. */
    void cut(String point, List<byte[]> disks) {
        cuts.put(point, disks);
    }

    int pointsPublished() {
        return published.size();
    }

    Storage watch(MemoryStorage storage) {
        return keys.watch(storage);
    }

    void spoolLost(SimServer server) {
        acknowledged.keySet().removeIf(journal -> journal.server() == server.number);
        losses.add(server.number);
    }

    /** A server is about to say something to an agent. */
    void sent(SimServer server, long session, ServerMessage message) {
        world.time.note(message.getClass().getSimpleName().hashCode());
        switch (message) {
            case ServerMessage.Welcome welcome -> {
                sessions.put(session, welcome.disks());
                for (int disk = 0; disk < welcome.disks().size(); disk++) {
                    var said = welcome.disks().get(disk);
                    told(server, disk, said.epoch(), said.acknowledged(), said.stored());
                }
            }
            case ServerMessage.Watermarks(int disk, long ack, long inVault) ->
                told(server, disk, sessions.get(session).get(disk).epoch(), ack, inVault);
            default -> {}
        }
    }

    private void told(SimServer server, int disk, long epoch, long ack, long inVault) {
        Journal journal = new Journal(server.number, disk, epoch);
        world.time.note(ack * 31 + inVault);
        require(
                ack >= acknowledged.getOrDefault(journal, 0L),
                "what was acknowledged is no longer durable on " + journal);
        require(inVault <= ack, "more is stored than was acknowledged on " + journal);
        acknowledged.put(journal, ack);
        if (inVault > stored.getOrDefault(journal, 0L)) {
            stored.put(journal, inVault);
            long there = watermark.through(new Epochs(vault).require(disk(disk), epoch), 0);
            require(inVault <= there, inVault + " was said to be stored on " + journal + ", the vault has " + there);
        }
    }

    private static DiskId disk(int index) {
        return new DiskId("disk-" + (char) ('a' + index));
    }

    /** A server found that its spool lost something. */
    void lost(SimServer server, String why) {
        require(losses.contains(server.number), "nothing happened to the spool, and yet: " + why);
    }

    /** A server takes the agent for a copy, or for an older state of itself. */
    void suspected(String why) {
        require(world.meddledWith(), "nobody touched the machine, and yet: " + why);
    }

    /** A server after anything happened to it. */
    void look(SimServer server, ReplicationStatus status) {
        if (status.link() == Link.LOADING || status.link() == Link.FENCED) {
            return;
        }
        for (int disk = 0; disk < status.disks().size(); disk++) {
            DiskStatus now = status.disks().get(disk);
            Journal journal = new Journal(server.number, disk, now.epoch());
            boolean there = now.acknowledged() >= acknowledged.getOrDefault(journal, 0L);
            require(there, "what was acknowledged is no longer durable on " + journal + ": only " + now.acknowledged());
        }
    }

    /** A piece of work was done in the vault in the name of a generation. */
    void done(long generation, VaultWork work, WorkResult result) {
        world.time.note(result.getClass().getSimpleName().hashCode());
        Optional<Head> head = look();
        boolean moved = result instanceof WorkResult.PointPublished || result instanceof WorkResult.EpochClaimed;
        if (moved) {
            long now = head.map(Head::generation).orElse(0L);
            require(now == generation, "generation " + generation + " moved the head after generation " + now);
        }
        if (work instanceof VaultWork.PublishPoint(RecoveryPoint point)
                && result instanceof WorkResult.PointPublished) {
            published.add(point.id());
            requireRestores(point);
        }
    }

    /** Looks at the head and at what lies in the vault. */
    private Optional<Head> look() {
        Optional<Head> now = heads.read();
        lastHead.ifPresent(before -> {
            Head head = now.orElseThrow(() -> new Violation("the head is gone"));
            require(head.generation() >= before.generation(), "the generation of the head went back");
            for (CurrentEpoch line : before.lines()) {
                require(head.epoch(line.disk()).orElse(0) >= line.epoch(), "the line of " + line.disk() + " went back");
            }
            require(head.points().containsAll(before.points()), "a point vanished from the head");
        });
        lastHead = now;
        return now;
    }

    void owned(long generation) {
        world.time.note(generation);
    }

    private void requireRestores(RecoveryPoint point) {
        List<byte[]> expected = cuts.get(point.id().value());
        require(expected != null, "point " + point.id() + " was published and never cut");
        for (int disk = 0; disk < expected.size(); disk++) {
            DiskCut cut = point.cut(disk(disk)).orElseThrow(() -> new Violation("a point lacks a disk"));
            byte[] restored = restore(cut);
            int differs = Arrays.mismatch(restored, expected.get(disk));
            require(
                    differs < 0,
                    "point " + point.id() + " differs from its disk " + cut.disk() + " at byte " + differs
                            + ", position " + cut.position());
        }
    }

    private byte[] restore(DiskCut cut) {
        MemoryTarget target = new MemoryTarget((int) cut.bytes(), false);
        try {
            new PointRestore(vault, Lanes.ONE, 1 << 10).disk(cut, List.of(), target, Progress.NONE);
        } catch (IssueException e) {
            throw new Violation("a published point does not restore at " + cut.position() + ": " + e.getMessage());
        }
        return target.content();
    }

    /** Nothing that was ever written to a journal is gone or changed, and every point restores as it was cut. */
    void lookAtEverything() {
        Set<BlobName> now = new HashSet<>(blobs.names());
        require(now.containsAll(names), "a blob was deleted");
        names = now;
        List<RecoveryPoint> points = new ArrayList<>(heads.points());
        Set<PointId> known = new HashSet<>();
        points.forEach(point -> known.add(point.id()));
        require(known.containsAll(published), "a published point is gone");
        points.forEach(this::requireRestores);
        CheckResult check = new VaultCheck(vault, Lanes.ONE).run(100, Progress.NONE);
        require(check.findings().isEmpty(), "a check of the vault finds " + check.findings());
    }

    /** Whether the newest point is exactly what the disks hold now. */
    boolean newestIs(List<byte[]> disks) {
        return heads.points().stream()
                .findFirst()
                .map(point -> cuts.get(point.id().value()))
                .filter(cut -> {
                    boolean same = cut.size() == disks.size();
                    for (int i = 0; same && i < disks.size(); i++) {
                        same = Arrays.equals(cut.get(i), disks.get(i));
                    }
                    return same;
                })
                .isPresent();
    }
}
