package io.leeward.simulation;

import io.leeward.capture.port.Link;
import io.leeward.kernel.Entropy;
import io.leeward.kernel.file.Storage;
import io.leeward.kernel.file.StoredFile;
import io.leeward.replication.work.VaultWork;
import io.leeward.replication.work.WorkResult;
import io.leeward.vault.SeededEntropy;
import io.leeward.wire.data.AgentMessage;
import io.leeward.wire.data.AgentMessage.HelloDisk;
import io.leeward.wire.data.ServerMessage;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Bugs that a replication product could have. */
final class PlantedBugs {
    private PlantedBugs() {}

    /** The spool says that it is synced and is not. */
    static final Planted ACKNOWLEDGED_BEFORE_SYNC = new Planted() {
        @Override
        public Storage spool(Storage storage) {
            return new LyingStorage(storage);
        }
    };

    /** An owner that was replaced goes on writing in the name of the newest one. */
    static final Planted NO_FENCING = new Planted() {
        @Override
        public WorkResult perform(SimServer server, SimServer.Task task) {
            return task.as(server.world().newestGeneration()).perform();
        }
    };

    /** A segment counts as stored as soon as its upload began. */
    static final Planted HEAD_BEFORE_SEGMENT = new Planted() {
        @Override
        public WorkResult perform(SimServer server, SimServer.Task task) {
            if (task.work() instanceof VaultWork.UploadSegment) {
                server.world().time.after(Duration.ofSeconds(1), () -> {
                    try {
                        task.perform();
                    } catch (ProcessDied e) {
                        server.world().time.note(0);
                    }
                });
                return new WorkResult.SegmentStored();
            }
            return task.perform();
        }
    };

    /** After every start the server takes the same keys as after the start before. */
    static final Planted KEYS_TAKEN_AGAIN = new Planted() {
        @Override
        public Entropy entropy(int server, Entropy entropy) {
            return new SeededEntropy(server);
        }
    };

    /** The agent forgets changes when they are acknowledged, not when they are stored. */
    static final Planted FORGOTTEN_WHEN_ACKNOWLEDGED = new Planted() {
        @Override
        public Link link(Link link) {
            return new ForgetfulLink(link);
        }
    };

    private record LyingStorage(Storage storage) implements Storage {
        @Override
        public List<String> list() {
            return storage.list();
        }

        @Override
        public boolean exists(String name) {
            return storage.exists(name);
        }

        @Override
        public StoredFile open(String name) {
            StoredFile file = storage.open(name);
            return name.endsWith(".open") ? new LyingFile(file) : file;
        }

        @Override
        public void delete(String name) {
            storage.delete(name);
        }

        @Override
        public void rename(String from, String to) {
            storage.rename(from, to);
        }

        @Override
        public void syncFolder() {
            storage.syncFolder();
        }

        @Override
        public long freeBytes() {
            return storage.freeBytes();
        }
    }

    private record LyingFile(StoredFile file) implements StoredFile {
        @Override
        public long size() {
            return file.size();
        }

        @Override
        public int read(long position, ByteBuffer into) {
            return file.read(position, into);
        }

        @Override
        public void write(long position, ByteBuffer from) {
            file.write(position, from);
        }

        @Override
        public void truncate(long size) {
            file.truncate(size);
        }

        @Override
        public void sync() {}

        @Override
        public void close() {
            file.close();
        }
    }

    /** Tells the agent that what is acknowledged is stored, and the server that it knows better. */
    private static final class ForgetfulLink implements Link {
        private final Link link;
        private final Map<Integer, Long> storedByDisk = new HashMap<>();

        ForgetfulLink(Link link) {
            this.link = link;
        }

        @Override
        public void open() {
            link.open();
        }

        @Override
        public void send(AgentMessage message) {
            link.send(message instanceof AgentMessage.Hello hello ? honest(hello) : message);
        }

        private AgentMessage honest(AgentMessage.Hello hello) {
            List<HelloDisk> disks = new java.util.ArrayList<>();
            for (HelloDisk disk : hello.disks()) {
                long stored = Math.min(disk.stored(), storedByDisk.getOrDefault(disks.size(), disk.stored()));
                disks.add(new HelloDisk(
                        disk.disk(),
                        disk.bytes(),
                        disk.epoch(),
                        disk.spool(),
                        disk.acknowledged(),
                        stored,
                        disk.sequenceBound(),
                        disk.coverage()));
            }
            return new AgentMessage.Hello(hello.machine(), hello.incarnation(), hello.token(), disks);
        }

        @Override
        public Optional<ServerMessage> receive() {
            return link.receive().map(this::forgetful);
        }

        private ServerMessage forgetful(ServerMessage message) {
            if (message instanceof ServerMessage.Welcome welcome) {
                storedByDisk.clear();
                for (int disk = 0; disk < welcome.disks().size(); disk++) {
                    storedByDisk.put(disk, welcome.disks().get(disk).stored());
                }
            }
            if (message instanceof ServerMessage.Watermarks(int disk, long acknowledged, long stored)) {
                storedByDisk.put(disk, stored);
                return new ServerMessage.Watermarks(disk, acknowledged, acknowledged);
            }
            return message;
        }

        @Override
        public void close() {
            link.close();
        }
    }
}
