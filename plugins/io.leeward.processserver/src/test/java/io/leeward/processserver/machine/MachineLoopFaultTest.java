package io.leeward.processserver.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.file.Storage;
import io.leeward.kernel.file.StoredFile;
import io.leeward.model.Compression;
import io.leeward.model.Direction;
import io.leeward.model.Disk;
import io.leeward.model.DiskId;
import io.leeward.model.MachineId;
import io.leeward.model.PolicyId;
import io.leeward.model.ReplicationPolicy;
import io.leeward.operations.port.ReplicationFact;
import io.leeward.processserver.work.StageMeter;
import io.leeward.processserver.work.WorkPool;
import io.leeward.replication.settings.Limits;
import io.leeward.replication.settings.MachineSettings;
import io.leeward.replication.work.VaultWork;
import io.leeward.replication.work.WorkResult;
import io.leeward.store.file.FolderStorage;
import io.leeward.store.system.SystemSources;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A fault in the program, while work in the vault is under way. */
class MachineLoopFaultTest {
    private static final MachineId MACHINE = new MachineId("m-1");

    @TempDir
    private Path folder;

    private final AtomicLong nanos = new AtomicLong();
    private final List<ReplicationFact> facts = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();
    private volatile boolean faulty;
    private final AtomicBoolean faultyClock = new AtomicBoolean();
    private MachineLoop loop;

    /** Work that waits for the test to say what came of it. */
    private record Asked(VaultWork work, Thread thread, CompletableFuture<WorkResult> result) {}

    private WorkResult perform(VaultWork work) {
        Asked next = new Asked(work, Thread.currentThread(), new CompletableFuture<>());
        asked.add(next);
        return next.result().join();
    }

    private static MachineSettings settings(String... disks) {
        ReplicationPolicy policy = new ReplicationPolicy(
                new PolicyId("p-1"),
                "p",
                Duration.ofHours(1),
                Duration.ZERO,
                Duration.ofHours(72),
                Duration.ofHours(2),
                Compression.SNAPPY,
                Duration.ofMinutes(5));
        List<Disk> all = List.of(disks).stream()
                .map(disk -> new Disk(new DiskId(disk), "/dev/" + disk, "", 1 << 20))
                .toList();
        return new MachineSettings(MACHINE, "db01", Optional.empty(), all, policy, Direction.TO_CLOUD);
    }

    private long tick() {
        if (faultyClock.getAndSet(false)) {
            throw new IllegalStateException("a fault of the program");
        }
        return nanos.get();
    }

    private void start() {
        StageMeter meter = new StageMeter(nanos::get, 2);
        LoopPorts ports = new LoopPorts(
                SystemSources.CLOCK,
                this::tick,
                SystemSources.ENTROPY,
                new WorkPool(nanos::get, meter),
                this::perform,
                meter,
                facts::add,
                incarnation -> {});
        Storage storage = new Faulty(FolderStorage.open(folder));
        loop = new MachineLoop(settings("sda"), Limits.standard(), storage, new BufferStripes(), ports);
        loop.start();
    }

    @AfterEach
    void close() {
        asked.forEach(each -> each.result().complete(loaded()));
        loop.close().join();
    }

    private static WorkResult loaded() {
        return new WorkResult.MachineLoaded(1, List.of(), List.of());
    }

    @Test
    void aResultFromBeforeTheFaultIsNotTakenForOneOfTheWorkAfterIt() throws Exception {
        start();
        Asked before = asked.take();
        faulty = true;
        loop.settings(settings("sda", "sdb"));
        await().until(() -> facts.stream().anyMatch(ReplicationFact.Warned.class::isInstance));
        faulty = false;
        nanos.addAndGet(Duration.ofSeconds(11).toNanos());
        Asked after = asked.take();
        before.result()
                .complete(new WorkResult.FencedOff(Issue.of("OLD", Issue.Kind.NOT_ALLOWED, "Old news.", "Ignore it.")));
        before.thread().join();
        loop.seal().join();
        assertThat(facts).doesNotHaveAnyElementsOfTypes(ReplicationFact.Halted.class);
        after.result().complete(loaded());
        after.thread().join();
        loop.seal().join();
        assertThat(facts).doesNotHaveAnyElementsOfTypes(ReplicationFact.Halted.class);
    }

    @Test
    void aFaultOutsideOfTheReplicatorDoesNotEndTheLoop() throws Exception {
        start();
        asked.take().result().complete(loaded());
        loop.seal().join();
        faultyClock.set(true);
        loop.seal();
        await().until(() -> facts.stream().anyMatch(ReplicationFact.Warned.class::isInstance));
        nanos.addAndGet(Duration.ofSeconds(11).toNanos());
        asked.take().result().complete(loaded());
        assertThat(loop.seal().join()).isInstanceOf(Outcome.Done.class);
    }

    /** A folder whose use ends in a fault of the program, as long as the test wants. */
    private final class Faulty implements Storage {
        private final Storage under;

        Faulty(Storage under) {
            this.under = under;
        }

        private Storage use() {
            if (faulty) {
                throw new IllegalStateException("a fault of the program");
            }
            return under;
        }

        @Override
        public List<String> list() {
            return use().list();
        }

        @Override
        public boolean exists(String name) {
            return use().exists(name);
        }

        @Override
        public StoredFile open(String name) {
            return use().open(name);
        }

        @Override
        public void delete(String name) {
            use().delete(name);
        }

        @Override
        public void rename(String from, String to) {
            use().rename(from, to);
        }

        @Override
        public void syncFolder() {
            use().syncFolder();
        }

        @Override
        public long freeBytes() {
            return use().freeBytes();
        }
    }
}
