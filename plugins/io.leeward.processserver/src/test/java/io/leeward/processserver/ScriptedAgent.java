package io.leeward.processserver;

import io.leeward.processserver.link.TestAgent;
import io.leeward.processserver.link.TestAuthority;
import io.leeward.wire.data.AgentMessage.Data;
import io.leeward.wire.data.AgentMessage.DiskStatus;
import io.leeward.wire.data.AgentMessage.Hello;
import io.leeward.wire.data.AgentMessage.HelloDisk;
import io.leeward.wire.data.AgentMessage.Marker;
import io.leeward.wire.data.AgentMessage.TokenKept;
import io.leeward.wire.data.AgentMessage.Zeros;
import io.leeward.wire.data.ServerMessage;
import io.leeward.wire.data.ServerMessage.CutPoint;
import io.leeward.wire.data.ServerMessage.PointRecoverable;
import io.leeward.wire.data.ServerMessage.Watermarks;
import io.leeward.wire.data.ServerMessage.Welcome;
import io.leeward.wire.data.ServerMessage.WelcomeDisk;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** An agent with one disk that does what a test tells it; remembers what an agent has to remember. */
final class ScriptedAgent implements AutoCloseable {
    static final int BLOCKS = 64;
    static final long DISK_BYTES = BLOCKS * 4096L;

    final byte[] disk = new byte[(int) DISK_BYTES];
    private final TestAuthority authority;
    private final String machine;
    private final Random random = new Random(5);
    private ByteBuffer token = ByteBuffer.allocate(32);
    private Optional<TestAgent> open = Optional.empty();
    long epoch;
    String spool = "";
    long acknowledged;
    long stored;
    long sequence;

    ScriptedAgent(TestAuthority authority, String machine) {
        this.authority = authority;
        this.machine = machine;
    }

    /** Says hello and keeps the token. */
    WelcomeDisk connect(int port) throws IOException {
        TestAgent connection = new TestAgent(authority.agent(machine), port);
        open = Optional.of(connection);
        byte[] incarnation = new byte[32];
        incarnation[0] = 1;
        connection.send(new Hello(
                machine,
                ByteBuffer.wrap(incarnation),
                token.duplicate(),
                List.of(new HelloDisk("sda", DISK_BYTES, epoch, spool, acknowledged, stored, sequence, true))));
        Welcome welcome = await(Welcome.class);
        token = ByteBuffer.allocate(32).put(welcome.token().duplicate()).flip();
        connection.send(new TokenKept());
        WelcomeDisk said = welcome.disks().getFirst();
        if (said.epoch() != epoch) {
            sequence = 0;
        }
        epoch = said.epoch();
        spool = said.spool();
        acknowledged = said.acknowledged();
        stored = said.stored();
        sequence = Math.max(sequence, acknowledged);
        return said;
    }

    /** Changes some blocks and sends them. */
    void write(int blocks) throws IOException {
        for (int i = 0; i < blocks; i++) {
            int block = random.nextInt(BLOCKS);
            byte[] bytes = new byte[4096];
            random.nextBytes(bytes);
            System.arraycopy(bytes, 0, disk, block * 4096, 4096);
            connection().send(new Data(0, ++sequence, block * 4096L, ByteBuffer.wrap(bytes)));
        }
    }

    /** Sends the whole disk. */
    void copy() throws IOException {
        connection().send(new Zeros(0, ++sequence, 0, DISK_BYTES / 2));
        connection().send(new Zeros(0, ++sequence, DISK_BYTES / 2, DISK_BYTES / 2));
        write(BLOCKS / 2);
        report();
    }

    void report() throws IOException {
        connection().send(new DiskStatus(0, true, DISK_BYTES, 0, "waiting"));
    }

    /** Answers the next request for a point and waits until it is recoverable. */
    String cut() throws IOException {
        CutPoint asked = await(CutPoint.class);
        connection().send(new Marker(0, ++sequence, asked.point(), 0, System.currentTimeMillis(), DISK_BYTES));
        PointRecoverable recoverable = await(PointRecoverable.class);
        while (!recoverable.point().equals(asked.point())) {
            recoverable = await(PointRecoverable.class);
        }
        return asked.point();
    }

    void awaitAcknowledged() throws IOException {
        while (acknowledged < sequence) {
            await(Watermarks.class);
        }
    }

    /** The next message of a kind; watermarks on the way are remembered. */
    <M extends ServerMessage> M await(Class<M> kind) throws IOException {
        while (true) {
            ServerMessage message = connection().receive().orElseThrow(() -> new IOException("closed by the server"));
            if (message instanceof Watermarks marks) {
                acknowledged = marks.acknowledged();
                stored = marks.stored();
            }
            if (kind.isInstance(message)) {
                return kind.cast(message);
            }
        }
    }

    TestAgent connection() {
        return open.orElseThrow();
    }

    @Override
    public void close() throws IOException {
        if (open.isPresent()) {
            open.get().close();
        }
    }
}
