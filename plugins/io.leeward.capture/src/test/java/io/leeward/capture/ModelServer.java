package io.leeward.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.capture.port.Link;
import io.leeward.capture.port.LinkException;
import io.leeward.kernel.Issue;
import io.leeward.kernel.bytes.Block;
import io.leeward.kernel.bytes.BlockHash;
import io.leeward.wire.Frame;
import io.leeward.wire.data.AgentMessage;
import io.leeward.wire.data.DataWire;
import io.leeward.wire.data.ServerMessage;
import io.leeward.wire.data.ServerMessage.Resume;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/**
 * A process server and its vault, as simple as the protocol allows, that checks what it receives. What was not
 * acknowledged dies with the session.
 */
public final class ModelServer implements Link {
    /** One disk: a vault image with everything up to stored, and the frames after it. */
    public static final class Journal {
        public final byte[] vault;
        public final boolean[] known;
        public final List<AgentMessage> frames = new ArrayList<>();
        public long epoch;
        public long acknowledged;
        public long stored;
        public boolean emptied;
        public AgentMessage.DiskStatus status;

        Journal(int bytes) {
            vault = new byte[bytes];
            known = new boolean[(int) Block.count(bytes)];
        }

        public long received() {
            return stored + frames.size();
        }

        public byte[] imageAt(long sequence) {
            byte[] image = vault.clone();
            frames.subList(0, (int) (sequence - stored)).forEach(frame -> apply(frame, image));
            return image;
        }

        public void store(long sequence) {
            while (stored < sequence) {
                AgentMessage frame = frames.removeFirst();
                apply(frame, vault);
                know(frame);
                stored++;
            }
        }

        private static void apply(AgentMessage frame, byte[] image) {
            switch (frame) {
                case AgentMessage.Data data ->
                    data.bytes()
                            .duplicate()
                            .get(image, (int) data.offset(), data.bytes().remaining());
                case AgentMessage.Zeros zeros ->
                    java.util.Arrays.fill(
                            image, (int) zeros.offset(), (int) (zeros.offset() + zeros.length()), (byte) 0);
                default -> {}
            }
        }

        private void know(AgentMessage frame) {
            long offset = frame instanceof AgentMessage.Data data
                    ? data.offset()
                    : frame instanceof AgentMessage.Zeros z ? z.offset() : 0;
            long length = frame instanceof AgentMessage.Data data
                    ? data.bytes().remaining()
                    : frame instanceof AgentMessage.Zeros z ? z.length() : 0;
            for (long at = offset; at < offset + length; at += Block.BYTES) {
                known[(int) (at / Block.BYTES)] = true;
            }
        }
    }

    public final List<Journal> journals = new ArrayList<>();
    public final Map<String, byte[][]> points = new HashMap<>();
    public final Map<String, AgentMessage.NoPoint> refused = new HashMap<>();
    final Map<String, Long> markers = new HashMap<>();
    public final List<AgentMessage> heard = new ArrayList<>();
    final Random random;
    public long window = 256 * 1024;
    public int dropPerMille;
    public boolean loseSpool;
    public boolean forgetToken;
    public boolean up = true;
    public boolean storing = true;
    public boolean holdHashes;
    public boolean mute;
    public int opened;
    private final Deque<ServerMessage> held = new ArrayDeque<>();
    int dataFrames;
    private final Deque<ServerMessage> toAgent = new ArrayDeque<>();
    private ByteBuffer token = ByteBuffer.allocate(32);
    private ByteBuffer offered = ByteBuffer.allocate(32);
    private boolean connected;
    private boolean ready;
    private int fence;

    /** A server that knows nothing of disks of these sizes. */
    public ModelServer(List<Integer> diskBytes, Random random) {
        this.random = random;
        diskBytes.forEach(bytes -> journals.add(new Journal(bytes)));
    }

    private LinkException cut() {
        close();
        return new LinkException(
                Issue.of("LINK-LOST", Issue.Kind.NOT_REACHABLE, "The link was cut.", "Nothing: a test."));
    }

    private void fate() {
        if (!connected || random.nextInt(1000) < dropPerMille) {
            throw cut();
        }
    }

    @Override
    public void open() {
        close();
        opened++;
        if (!up || random.nextInt(1000) < dropPerMille) {
            throw cut();
        }
        connected = true;
    }

    @Override
    public void close() {
        connected = false;
        ready = false;
        toAgent.clear();
        held.clear();
        for (Journal journal : journals) {
            long durable = journal.acknowledged
                    + (journal.received() > journal.acknowledged
                            ? random.nextLong(journal.received() - journal.acknowledged + 1)
                            : 0);
            while (journal.received() > durable) {
                journal.frames.removeLast();
            }
            journal.acknowledged = durable;
        }
        markers.clear();
    }

    @Override
    public Optional<ServerMessage> receive() {
        fate();
        return Optional.ofNullable(toAgent.poll()).map(ModelServer::overTheWire);
    }

    private static ServerMessage overTheWire(ServerMessage message) {
        ByteBuffer frame = DataWire.encode(message);
        return DataWire.readServer(Frame.read(frame), frame);
    }

    public void say(ServerMessage message) {
        if (ready) {
            toAgent.add(message);
        }
    }

    public boolean replicating() {
        return ready;
    }

    @Override
    public void send(AgentMessage message) {
        fate();
        ByteBuffer frame = DataWire.encode(message);
        AgentMessage copy = DataWire.readAgent(Frame.read(frame), frame);
        fate();
        take(copy);
    }

    private void take(AgentMessage message) {
        switch (message) {
            case AgentMessage.Hello hello -> hello(hello);
            case AgentMessage.TokenKept() -> {
                token = offered;
                ready = true;
            }
            case AgentMessage.HashesWanted wanted -> hashes(wanted);
            case AgentMessage.Data data -> append(data.disk(), data.sequence(), data);
            case AgentMessage.Zeros zeros -> append(zeros.disk(), zeros.sequence(), zeros);
            case AgentMessage.Marker marker -> {
                append(marker.disk(), marker.sequence(), marker);
                markers.merge(marker.point(), 1L, Long::sum);
            }
            case AgentMessage.NoPoint none -> refused.put(none.point(), none);
            case AgentMessage.DiskStatus status -> {
                journals.get(status.disk()).emptied = status.initialDone();
                journals.get(status.disk()).status = status;
            }
            case AgentMessage.Ping(long millis) -> {
                if (!mute) {
                    toAgent.add(new ServerMessage.Pong(millis, millis + 1234));
                }
            }
        }
        heard.add(message);
    }

    private void append(int disk, long sequence, AgentMessage frame) {
        assertThat(ready).as("frames only after the token was kept").isTrue();
        Journal journal = journals.get(disk);
        assertThat(sequence).as("sequences have no gap").isEqualTo(journal.received() + 1);
        journal.frames.add(frame);
        dataFrames += frame instanceof AgentMessage.Data ? 1 : 0;
        long unacknowledged = 0;
        for (Journal each : journals) {
            for (AgentMessage f : each.frames.subList((int) (each.acknowledged - each.stored), each.frames.size())) {
                unacknowledged +=
                        f instanceof AgentMessage.Data data ? data.bytes().remaining() : 0;
            }
        }
        assertThat(unacknowledged).as("bytes beyond the window").isLessThanOrEqualTo(window);
    }

    private void hello(AgentMessage.Hello hello) {
        toAgent.clear();
        boolean stale = !hello.token().equals(token) && !hello.token().equals(offered) || forgetToken;
        forgetToken = false;
        List<ServerMessage.WelcomeDisk> answers = new ArrayList<>();
        for (int i = 0; i < journals.size(); i++) {
            answers.add(answer(journals.get(i), hello.disks().get(i), stale));
        }
        loseSpool = false;
        offered = ByteBuffer.allocate(32).putLong(0, random.nextLong());
        toAgent.add(new ServerMessage.Welcome(offered.duplicate(), window, answers));
    }

    private ServerMessage.WelcomeDisk answer(Journal journal, AgentMessage.HelloDisk disk, boolean stale) {
        assertThat(disk.stored())
                .as("nothing is claimed stored that is not")
                .isLessThanOrEqualTo(disk.epoch() == journal.epoch ? journal.stored : Long.MAX_VALUE);
        if (disk.epoch() == journal.epoch && journal.epoch > 0) {
            assertThat(disk.sequenceBound())
                    .as("the bound covers what was used")
                    .isGreaterThanOrEqualTo(journal.received());
            if (!loseSpool && !stale) {
                return new ServerMessage.WelcomeDisk(
                        Resume.CONTINUE, journal.epoch, "spool" + fence, journal.acknowledged, journal.stored, "");
            }
        }
        boolean first = journal.epoch == 0;
        boolean continuous = disk.epoch() == journal.epoch && disk.coverage() && !stale;
        fence++;
        journal.epoch++;
        journal.frames.clear();
        journal.acknowledged = 0;
        journal.stored = 0;
        journal.emptied = false;
        Resume resume = first ? Resume.NEW_INITIAL : continuous ? Resume.NEW_CONTINUOUS : Resume.NEW_COMPARED;
        return new ServerMessage.WelcomeDisk(resume, journal.epoch, "spool" + fence, 0, 0, "test");
    }

    private void hashes(AgentMessage.HashesWanted wanted) {
        Journal journal = journals.get(wanted.disk());
        BlockHash hasher = new BlockHash();
        int count = 1 + random.nextInt(wanted.count());
        ByteBuffer out = ByteBuffer.allocate(count * BlockHash.BYTES);
        for (int i = 0; i < count; i++) {
            int block = (int) wanted.firstBlock() + i;
            if (journal.known[block]) {
                hasher.hash(
                        ByteBuffer.wrap(journal.vault, block * Block.BYTES, Block.length(block, journal.vault.length)),
                        out);
            } else {
                out.put(new byte[BlockHash.BYTES]);
            }
        }
        (holdHashes ? held : toAgent).add(new ServerMessage.Hashes(wanted.disk(), wanted.firstBlock(), out.flip()));
    }

    public int heldHashes() {
        return held.size();
    }

    /** Whether the marker of the point was acknowledged on every disk. */
    public boolean cut(String point) {
        return points.containsKey(point)
                && java.util.Arrays.stream(points.get(point)).allMatch(image -> image != null);
    }

    /** Makes frames durable and stores some of what is, at random; says so. */
    public void live() {
        if (!ready || mute) {
            return;
        }
        if (!holdHashes) {
            toAgent.addAll(held);
            held.clear();
        }
        for (int i = 0; i < journals.size(); i++) {
            Journal journal = journals.get(i);
            journal.acknowledged += random.nextLong(journal.received() - journal.acknowledged + 1);
            seePoints(i);
            if (storing && random.nextInt(4) == 0) {
                journal.store(journal.stored + random.nextLong(journal.acknowledged - journal.stored + 1));
            }
            say(new ServerMessage.Watermarks(i, journal.acknowledged, journal.stored));
        }
    }

    private void seePoints(int disk) {
        Journal journal = journals.get(disk);
        for (int i = 0; i < journal.frames.size() && journal.stored + i < journal.acknowledged; i++) {
            if (journal.frames.get(i) instanceof AgentMessage.Marker marker) {
                byte[][] images = points.computeIfAbsent(marker.point(), any -> new byte[journals.size()][]);
                if (images[disk] == null) {
                    images[disk] = journal.imageAt(marker.sequence());
                }
            }
        }
    }
}
