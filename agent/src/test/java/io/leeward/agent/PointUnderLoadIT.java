package io.leeward.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.leeward.agent.disk.DirectDiskReader;
import io.leeward.agent.folder.LocalStorage;
import io.leeward.agent.freeze.LinuxFreezer;
import io.leeward.capture.AgentIdentity;
import io.leeward.capture.AgentMachine;
import io.leeward.capture.AgentPorts;
import io.leeward.capture.AgentSettings;
import io.leeward.capture.ModelServer;
import io.leeward.capture.disk.SourceDisk;
import io.leeward.capture.port.Scripts;
import io.leeward.capture.port.Tracker;
import io.leeward.kernel.Outcome;
import io.leeward.wire.data.ServerMessage.CutPoint;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real file system under a real workload: every point is, byte for byte, what was on the device while it was frozen.
 */
class PointUnderLoadIT {
    private static final int MEBIBYTES = 24;
    private static final Duration LIMIT = Duration.ofSeconds(120);

    @TempDir
    Path folder;

    private final Map<String, byte[]> whileFrozen = new HashMap<>();
    private final ModelServer server = new ModelServer(List.of(MEBIBYTES << 20), new Random(1));
    private volatile boolean working = true;
    private AgentMachine agent;

    @Test
    void pointsOfADeviceAreItsFrozenBytes() throws Exception {
        assumeTrue(LoopDisk.possible(), "loop devices need root");
        try (LoopDisk disk = LoopDisk.create(folder, MEBIBYTES, false)) {
            points(disk, disk.device());
        }
    }

    @Test
    void pointsOfAMountedImageFileAreItsFrozenBytes() throws Exception {
        assumeTrue(LoopDisk.possible(), "loop devices need root");
        try (LoopDisk disk = LoopDisk.create(folder, MEBIBYTES, true)) {
            points(disk, disk.image());
        }
    }

    private void points(LoopDisk disk, Path source) throws InterruptedException {
        Thread load = Thread.ofPlatform().start(() -> work(disk.mount()));
        try (DirectDiskReader reader = new DirectDiskReader(source)) {
            open(disk, source, reader);
            until("the first copy is done", () -> server.replicating() && server.journals.getFirst().emptied);
            for (int i = 0; i < 4; i++) {
                String point = "p" + i;
                server.say(new CutPoint(point, false));
                until(point + " is answered", () -> server.cut(point) || server.refused.containsKey(point));
                assertThat(server.refused).isEmpty();
                int differs = java.util.Arrays.mismatch(server.points.get(point)[0], whileFrozen.get(point));
                assertThat(differs)
                        .as("first byte of point " + i + " that differs")
                        .isNegative();
            }
            assertThat(whileFrozen.get("p0"))
                    .as("the workload changed the disk")
                    .isNotEqualTo(whileFrozen.get("p3"));
            agent.stop();
        } finally {
            working = false;
            load.join();
        }
    }

    private void open(LoopDisk disk, Path source, DirectDiskReader reader) {
        AgentPorts ports = new AgentPorts(
                LocalStorage.open(folder.resolve("state")),
                server,
                new LinuxFreezer(List.of(source), new ReentrantLock()),
                scripts(disk.device()),
                Instant::now,
                System::nanoTime,
                new Random(2)::nextBytes);
        SourceDisk one = new SourceDisk("disk-1", source.toString(), MEBIBYTES << 20, reader, Tracker.COMPARE);
        AgentSettings settings =
                AgentSettings.DEFAULT.withCut(AgentSettings.DEFAULT.cut().withFreezeLimit(Duration.ofSeconds(30)));
        agent = AgentMachine.open(new AgentIdentity("m-1", ByteBuffer.allocate(32)), List.of(one), ports, settings);
        agent.replicate(true);
    }

    private Scripts scripts(Path device) {
        return new Scripts() {
            @Override
            public Outcome<Ran> before(String point) {
                return Outcome.done(new Ran("none"));
            }

            @Override
            public Outcome<Ran> after(String point) {
                return Outcome.done(new Ran("none"));
            }

            @Override
            public Outcome<Ran> whileFrozen(String point) {
                ByteBuffer copy = ByteBuffer.allocateDirect((MEBIBYTES << 20) + 4096)
                        .alignedSlice(4096)
                        .limit(MEBIBYTES << 20);
                try (DirectDiskReader direct = new DirectDiskReader(device)) {
                    direct.read(0, copy);
                }
                byte[] bytes = new byte[MEBIBYTES << 20];
                copy.flip().get(bytes);
                whileFrozen.put(point, bytes);
                return Outcome.done(new Ran("copy"));
            }
        };
    }

    private void until(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + LIMIT.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time until " + what).isLessThan(end);
            agent.step();
            server.live();
        }
    }

    /** Files come, grow, change in place and go; some are synced. */
    private void work(Path mount) {
        Random random = new Random(9);
        byte[] bytes = new byte[64 * 1024];
        while (working) {
            Path file = mount.resolve("file-" + random.nextInt(40));
            try {
                if (random.nextInt(10) == 0) {
                    Files.deleteIfExists(file);
                } else {
                    change(file, bytes, random);
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void change(Path file, byte[] bytes, Random random) throws IOException {
        random.nextBytes(bytes);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(bytes, 0, 1 + random.nextInt(bytes.length)), random.nextInt(200_000));
            if (random.nextInt(4) == 0) {
                channel.force(true);
            }
        }
    }
}
