package io.leeward.simulation;

import io.leeward.capture.AgentIdentity;
import io.leeward.capture.AgentMachine;
import io.leeward.capture.AgentPorts;
import io.leeward.capture.AgentSettings;
import io.leeward.capture.AgentStatus;
import io.leeward.capture.disk.SourceDisk;
import io.leeward.capture.hrl.Hrl;
import io.leeward.capture.point.CutSettings;
import io.leeward.capture.port.Freezer;
import io.leeward.capture.port.Link;
import io.leeward.capture.port.LinkException;
import io.leeward.capture.port.Scripts;
import io.leeward.capture.port.Tracker;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.file.MemoryStorage;
import io.leeward.kernel.file.StoredFile;
import io.leeward.vault.SeededEntropy;
import io.leeward.wire.data.AgentMessage;
import io.leeward.wire.data.ServerMessage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A protected machine: its disks under a workload, and its agent as a process that can die and come back. */
final class SimAgent {
    private static final AgentSettings SETTINGS = new AgentSettings(
            new Hrl.Limits(4096, 64),
            CutSettings.DEFAULT,
            Duration.ofMillis(700),
            Duration.ofSeconds(1),
            Duration.ofSeconds(4),
            Duration.ofSeconds(15),
            Duration.ofMillis(200),
            Duration.ofSeconds(2));
    private static final Duration WORKLOAD = Duration.ofMillis(400);

    private final SimWorld world;
    private final String name;
    private final AgentIdentity identity;
    private final boolean tracked;
    private final List<ModelDisk> disks = new ArrayList<>();
    private MemoryStorage storage = new MemoryStorage();
    private Optional<AgentMachine> machine = Optional.empty();
    private Optional<Connection> connection = Optional.empty();
    private boolean exists = true;
    private boolean frozen;
    private boolean holds = true;
    private long incarnationOfProcess;
    private long stepAt = Long.MAX_VALUE;
    private long armedAt = -1;

    /** Everything of a machine that a snapshot of it holds. */
    record Snapshot(MemoryStorage storage, List<byte[]> disks) {}

    SimAgent(SimWorld world, String name, ByteBuffer incarnation, boolean tracked, List<Integer> diskBytes) {
        this.world = world;
        this.name = name;
        this.tracked = tracked;
        identity = new AgentIdentity(SimWorld.MACHINE.value(), incarnation);
        for (int i = 0; i < diskBytes.size(); i++) {
            disks.add(new ModelDisk("disk-" + (char) ('a' + i), diskBytes.get(i), this::raceWithReader));
        }
        workload();
    }

    List<ModelDisk> disks() {
        return disks;
    }

    private void workload() {
        world.time.after(world.time.about(WORKLOAD), () -> {
            if (exists) {
                if (!world.quiet()) {
                    disks.get(world.time.random.nextInt(disks.size())).write(world.time.random);
                }
                workload();
            }
        });
    }

    /** The machine goes on writing while its agent reads, unless it is frozen. */
    private void raceWithReader() {
        if ((!frozen || !holds) && world.time.percent(world.trouble().racingWrite())) {
            disks.get(world.time.random.nextInt(disks.size())).write(world.time.random);
        }
    }

    void start() {
        if (!exists || machine.isPresent()) {
            return;
        }
        try {
            List<SourceDisk> sources = disks.stream()
                    .map(disk -> new SourceDisk(
                            disk.id,
                            "/dev/" + disk.id,
                            disk.size(),
                            disk.reader(),
                            tracked ? disk.track() : Tracker.COMPARE))
                    .toList();
            AgentMachine opened = AgentMachine.open(identity, sources, ports(), SETTINGS);
            opened.replicate(true);
            machine = Optional.of(opened);
            incarnationOfProcess++;
            stepSoon();
        } catch (IssueException e) {
            died();
        }
    }

    private AgentPorts ports() {
        return new AgentPorts(
                storage,
                world.planted().link(new SimLink()),
                new SimFreezer(),
                new SimScripts(),
                world.time::wallClock,
                world.time::nanos,
                new SeededEntropy(world.time.random.nextLong()));
    }

    private void stepSoon() {
        stepAt(world.time.nanos());
    }

    private void stepAt(long nanos) {
        if (nanos >= stepAt && stepAt >= world.time.nanos()) {
            return;
        }
        stepAt = nanos;
        long process = incarnationOfProcess;
        world.time.at(nanos, () -> {
            if (stepAt == nanos && process == incarnationOfProcess) {
                stepAt = Long.MAX_VALUE;
                step();
            }
        });
    }

    private void step() {
        if (machine.isEmpty()) {
            return;
        }
        try {
            long sleep = machine.get().step();
            if (armedAt >= 0 && storage.operations() > armedAt) {
                died();
            } else {
                stepAt(world.time.nanos() + Math.max(sleep, Duration.ofMillis(1).toNanos()));
            }
        } catch (IssueException e) {
            died();
        }
    }

    /** The process ends at once; the machine may lose power with it. */
    void kill(boolean powerLost) {
        connection.ifPresent(Connection::closeByAgent);
        connection = Optional.empty();
        machine = Optional.empty();
        incarnationOfProcess++;
        stepAt = Long.MAX_VALUE;
        armedAt = -1;
        frozen = false;
        disks.forEach(ModelDisk::stopTracking);
        if (powerLost) {
            storage.crash(world.time.random);
        } else {
            storage.endProcess();
        }
    }

    private void died() {
        kill(world.time.percent(50));
        world.time.after(world.time.about(Duration.ofSeconds(2)), this::start);
    }

    /** The process dies now and comes back later. */
    void crash() {
        if (machine.isPresent()) {
            died();
        }
    }

    /** One of the next operations on the agent's storage fails, and the process dies of it. */
    void armStorage() {
        if (machine.isPresent()) {
            armedAt = storage.operations() + world.time.random.nextInt(60);
            storage.failFrom(armedAt);
        }
    }

    /** Stops the agent in order; it comes back later. */
    void stop() {
        if (machine.isEmpty()) {
            return;
        }
        try {
            machine.get().stop();
            kill(false);
            world.time.after(world.time.about(Duration.ofSeconds(3)), this::start);
        } catch (IssueException e) {
            died();
        }
    }

    /** Nothing that was armed happens any more. */
    void heal() {
        armedAt = -1;
        storage.failOnce(-1);
    }

    void breakConnection() {
        connection.ifPresent(Connection::fail);
    }

    /** Whether its storage is about to fail. */
    boolean armed() {
        return armedAt >= 0;
    }

    Snapshot snapshot() {
        return new Snapshot(copy(storage), disks.stream().map(ModelDisk::copy).toList());
    }

    /** The machine goes back to a snapshot and starts from it. */
    void revert(Snapshot to) {
        kill(false);
        storage = copy(to.storage());
        for (int i = 0; i < disks.size(); i++) {
            disks.get(i).revert(to.disks().get(i));
        }
        world.time.after(world.time.about(Duration.ofSeconds(1)), this::start);
    }

    /** The machine is shut down for good. */
    void remove() {
        kill(false);
        exists = false;
    }

    boolean exists() {
        return exists;
    }

    Optional<AgentStatus> status() {
        return machine.map(AgentMachine::status);
    }

    private static MemoryStorage copy(MemoryStorage from) {
        MemoryStorage to = new MemoryStorage();
        for (String file : from.list()) {
            try (StoredFile source = from.open(file);
                    StoredFile target = to.open(file)) {
                ByteBuffer bytes = ByteBuffer.allocate((int) source.size());
                source.read(0, bytes);
                target.write(0, bytes.flip());
                target.sync();
            }
        }
        to.syncFolder();
        return to;
    }

    private final class SimLink implements Link {
        private static final Issue LOST =
                Issue.of("LINK-LOST", Issue.Kind.NOT_REACHABLE, "The simulated connection is lost.", "Nothing.");

        @Override
        public void open() {
            connection.ifPresent(Connection::closeByAgent);
            connection = world.connect(SimAgent.this::stepSoon);
            if (connection.isEmpty()) {
                throw new LinkException(LOST);
            }
        }

        private Connection connected() {
            return connection.filter(Connection::usable).orElseThrow(() -> new LinkException(LOST));
        }

        @Override
        public void send(AgentMessage message) {
            connected().send(message);
        }

        @Override
        public Optional<ServerMessage> receive() {
            Optional<ServerMessage> message = connection.flatMap(Connection::receive);
            if (message.isEmpty()) {
                connected();
            }
            return message;
        }

        @Override
        public void close() {
            connection.ifPresent(Connection::closeByAgent);
            connection = Optional.empty();
        }
    }

    private final class SimFreezer implements Freezer {
        @Override
        public Frozen freeze(Duration limit) {
            frozen = true;
            return new Frozen() {
                @Override
                public boolean holds(int disk) {
                    return holds;
                }

                @Override
                public boolean thaw() {
                    frozen = false;
                    return !world.time.percent(world.trouble().earlyThaw());
                }
            };
        }
    }

    private final class SimScripts implements Scripts {
        @Override
        public Outcome<Ran> before(String point) {
            return Outcome.done(new Ran("before"));
        }

        @Override
        public Outcome<Ran> after(String point) {
            return Outcome.done(new Ran("after"));
        }

        @Override
        public Outcome<Ran> whileFrozen(String point) {
            world.promises.cut(point, disks.stream().map(ModelDisk::copy).toList());
            return Outcome.done(new Ran("copy"));
        }
    }

    /** Freezing does not stop writes to the disks of this machine. */
    void unfreezable() {
        holds = false;
    }

    @Override
    public String toString() {
        return name;
    }
}
