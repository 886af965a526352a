package io.leeward.capture;

import io.leeward.capture.disk.SourceDisk;
import io.leeward.capture.hrl.Hrl;
import io.leeward.capture.point.CutSettings;
import io.leeward.capture.port.Freezer;
import io.leeward.capture.port.Scripts;
import io.leeward.capture.port.Tracker;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.file.MemoryStorage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** A machine with disks, an agent, and time, all simulated. */
final class SimulatedMachine {
    static final AgentSettings SETTINGS = new AgentSettings(
            new Hrl.Limits(4096, 64),
            new CutSettings(Duration.ofSeconds(2), 1 << 20, 64 * 1024, 3, 3, Duration.ofSeconds(60)),
            Duration.ofMillis(50),
            Duration.ofMillis(200),
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofMillis(10),
            Duration.ofMillis(200));

    final Random random;
    final MemoryStorage storage = new MemoryStorage();
    final List<SimulatedDisk> disks = new ArrayList<>();
    final Map<String, List<byte[]>> whileFrozen = new HashMap<>();
    final List<String> ran = new ArrayList<>();
    final ModelServer server;
    final boolean tracked;
    AgentSettings settings = SETTINGS;
    AgentMachine agent;
    boolean frozen;
    boolean watchdogFires;
    boolean freezeFails;
    boolean scriptFails;
    long readNanos = 10_000;
    int starts;
    Runnable onFrozen = () -> {};
    private long nanos;

    SimulatedMachine(long seed, boolean tracked, List<SimulatedDisk> disks) {
        random = new Random(seed);
        this.tracked = tracked;
        this.disks.addAll(disks);
        server = new ModelServer(disks.stream().map(disk -> disk.bytes.length).toList(), random);
        start();
    }

    void start() {
        starts++;
        List<SourceDisk> sources = new ArrayList<>();
        for (int i = 0; i < disks.size(); i++) {
            SimulatedDisk disk = disks.get(i);
            Tracker tracker = tracked ? disk.tracker() : Tracker.COMPARE;
            sources.add(new SourceDisk("disk-" + i, "/dev/sim" + i, disk.bytes.length, slow(disk), tracker));
        }
        AgentPorts ports = new AgentPorts(
                storage,
                server,
                this::freeze,
                scripts(),
                () -> Instant.ofEpochMilli(nanos / 1_000_000),
                () -> nanos,
                random::nextBytes);
        agent = AgentMachine.open(new AgentIdentity("m-1", ByteBuffer.allocate(32)), sources, ports, settings);
        agent.replicate(true);
    }

    private io.leeward.capture.port.DiskReader slow(SimulatedDisk disk) {
        return new io.leeward.capture.port.DiskReader() {
            @Override
            public long bytes() {
                return disk.bytes();
            }

            @Override
            public List<io.leeward.kernel.bytes.Extent> read(long offset, ByteBuffer into) {
                nanos += readNanos;
                disks.forEach(SimulatedDisk::live);
                return disk.read(offset, into);
            }
        };
    }

    private Freezer.Frozen freeze(Duration limit) {
        if (freezeFails) {
            throw new IssueException(Issue.of("FREEZE-FAILED", Issue.Kind.FAILED, "Not frozen.", "Try again."));
        }
        frozen = true;
        boolean fires = watchdogFires;
        disks.forEach(disk -> disk.freeze(!fires));
        return new Freezer.Frozen() {
            @Override
            public boolean holds(int disk) {
                return disks.get(disk).underFileSystem;
            }

            @Override
            public boolean thaw() {
                frozen = false;
                disks.forEach(disk -> disk.freeze(false));
                return !fires;
            }
        };
    }

    private Scripts scripts() {
        return new Scripts() {
            @Override
            public Outcome<Ran> before(String point) {
                ran.add("before");
                return scriptFails ? failed() : Outcome.done(new Ran("pre"));
            }

            @Override
            public Outcome<Ran> after(String point) {
                ran.add("after");
                return Outcome.done(new Ran("post"));
            }

            @Override
            public Outcome<Ran> whileFrozen(String point) {
                ran.add("frozen");
                onFrozen.run();
                whileFrozen.put(
                        point, disks.stream().map(disk -> disk.bytes.clone()).toList());
                return Outcome.done(new Ran("copy"));
            }

            private Outcome<Ran> failed() {
                return Outcome.failed(
                        Issue.of("SCRIPT-FAILED", Issue.Kind.FAILED, "The script exited with 1.", "Mend it."),
                        Outcome.Retry.AFTER_CHANGE);
            }
        };
    }

    /** One step of everything. False when the agent died. */
    boolean step() {
        disks.forEach(SimulatedDisk::live);
        long sleep;
        try {
            sleep = agent.step();
        } catch (IssueException e) {
            return false;
        }
        server.live();
        nanos += sleep > 0 ? Math.min(sleep, 20_000_000) : 1_000_000;
        return true;
    }

    /** The machine loses power, or only the process dies, and the agent is started again. */
    void crash(boolean power) {
        server.close();
        frozen = false;
        disks.forEach(disk -> disk.freeze(false));
        if (power) {
            storage.crash(random);
        } else {
            storage.endProcess();
        }
        start();
    }

    /** Steps until the condition holds; fails after a bound. */
    void until(String what, java.util.function.BooleanSupplier condition) {
        for (int i = 0; i < 20_000; i++) {
            if (condition.getAsBoolean()) {
                return;
            }
            if (!step()) {
                throw new AssertionError("the agent died while waiting until " + what);
            }
        }
        throw new AssertionError("never " + what + ": " + agent.status());
    }

    boolean initialDone() {
        return server.replicating() && server.journals.stream().allMatch(journal -> journal.emptied);
    }

    void requireGoodPoint(String point) {
        byte[][] images = server.points.get(point);
        List<byte[]> truth = whileFrozen.get(point);
        for (int i = 0; i < disks.size(); i++) {
            int differs = java.util.Arrays.mismatch(images[i], truth.get(i));
            if (differs >= 0) {
                throw new AssertionError("point " + point + " differs on disk " + i + " in block " + differs / 4096);
            }
        }
    }
}
