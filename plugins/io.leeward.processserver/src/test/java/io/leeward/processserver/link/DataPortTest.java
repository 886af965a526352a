package io.leeward.processserver.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leeward.kernel.ByteSize;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.model.MachineId;
import io.leeward.wire.Frame;
import io.leeward.wire.FrameType;
import io.leeward.wire.data.AgentMessage;
import io.leeward.wire.data.AgentMessage.Data;
import io.leeward.wire.data.AgentMessage.Hello;
import io.leeward.wire.data.AgentMessage.Ping;
import io.leeward.wire.data.DataWire;
import io.leeward.wire.data.ServerMessage;
import io.leeward.wire.data.ServerMessage.Pong;
import io.leeward.wire.data.ServerMessage.Stop;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DataPortTest {
    /** Time for a first handshake on a busy machine. */
    private static final LinkLimits PATIENT = limits(Duration.ofSeconds(20));

    /** For tests of those who say nothing. */
    private static final LinkLimits STRICT = limits(Duration.ofMillis(700));

    private final TestAuthority authority = new TestAuthority();
    private final Recorder recorder = new Recorder();
    private DataPort port = open(0);

    private static LinkLimits limits(Duration hello) {
        return new LinkLimits(hello, Duration.ofSeconds(30), 8, 4, ByteSize.mebibytes(1), new ByteSize(256 * 1024), 16);
    }

    private DataPort open(int number) {
        return open(number, PATIENT);
    }

    private DataPort open(int number, LinkLimits limits) {
        return DataPort.open(
                new DataPort.Address("127.0.0.1", number), authority.server(), limits, authority::admit, recorder);
    }

    /** From now on who says nothing is dropped soon. */
    private void becomeStrict() {
        port.close();
        port = open(0, STRICT);
    }

    @AfterEach
    void closePort() {
        port.close();
        await().until(() -> port.connections() == 0);
    }

    @Test
    void anAgentsMessagesArriveAndItsAnswersToo() throws Exception {
        try (TestAgent agent = new TestAgent(authority.agent("m-1"), port.port())) {
            agent.send(TestAgent.hello("m-1"));
            agent.send(new Ping(7));
            await().until(() -> recorder.messages.size() == 1);
            assertThat(recorder.sessions).singleElement().satisfies(session -> {
                assertThat(session.machine()).isEqualTo(new MachineId("m-1"));
                session.send(new Pong(7, 8));
            });
            assertThat(agent.receive()).contains(new Pong(7, 8));
        }
        await().until(() -> recorder.closed.size() == 1);
    }

    @Test
    void nobodyGetsInWithoutACertificateOfThisAuthority() throws Exception {
        TestAuthority foreign = new TestAuthority();
        for (var context : List.of(authority.stranger(), foreign.agentTrusting("m-1", authority))) {
            try (TestAgent agent = new TestAgent(context, port.port())) {
                assertThatThrownBy(() -> {
                            agent.send(TestAgent.hello("m-1"));
                            agent.receive();
                        })
                        .isInstanceOf(IOException.class);
            }
        }
        assertThat(recorder.sessions).isEmpty();
    }

    @Test
    void aRevokedAgentIsToldWhy() throws Exception {
        try (TestAgent agent = new TestAgent(authority.agent("revoked"), port.port())) {
            refused(agent, "AGENT-NOT-ADMITTED", -1);
        }
    }

    @Test
    void anAgentThatSpeaksForAnotherMachineIsRefused() throws Exception {
        try (TestAgent agent = new TestAgent(authority.agent("m-1"), port.port())) {
            agent.send(TestAgent.hello("m-2"));
            refused(agent, "SESSION-OTHER-MACHINE", -1);
        }
    }

    @Test
    void anAgentWhoseMachineIsNotReplicatedIsToldToComeAgain() throws Exception {
        try (TestAgent agent = new TestAgent(authority.agent("m-unknown"), port.port())) {
            agent.send(TestAgent.hello("m-unknown"));
            refused(agent, "MACHINE-NOT-REPLICATED", 5_000);
        }
    }

    @Test
    void whoeverSaysNothingOrTooSlowlyIsDropped() throws Exception {
        becomeStrict();
        try (Socket silent = new Socket("127.0.0.1", port.port());
                TestAgent handshakeOnly = new TestAgent(authority.agent("m-1"), port.port());
                TestAgent dripping = new TestAgent(authority.agent("m-2"), port.port())) {
            ByteBuffer hello = DataWire.encode(TestAgent.hello("m-2"));
            handshakeOnly.send(ByteBuffer.allocate(0));
            await().pollInterval(Duration.ofMillis(50)).until(() -> {
                try {
                    dripping.send(hello.slice(0, 1));
                } catch (IOException e) {
                    return true;
                }
                return port.connections() == 0;
            });
            silent.setSoTimeout(10_000);
            assertThat(silent.getInputStream().readNBytes(64)).hasSizeLessThan(64);
            assertThat(handshakeOnly.ended()).isTrue();
        }
        assertThat(recorder.sessions).isEmpty();
        anAgentsMessagesArriveAndItsAnswersToo();
    }

    @Test
    void garbageInsteadOfTlsHarmsNobody() throws Exception {
        Random random = new Random(11);
        for (int i = 0; i < 20; i++) {
            try (Socket socket = new Socket("127.0.0.1", port.port())) {
                byte[] garbage = new byte[1 + random.nextInt(5000)];
                random.nextBytes(garbage);
                socket.getOutputStream().write(garbage);
            } catch (IOException e) {
                assertThat(e.getMessage()).isNotNull();
            }
        }
        await().until(() -> port.connections() == 0);
        anAgentsMessagesArriveAndItsAnswersToo();
    }

    @Test
    void strangersAreBoundedInNumber() throws Exception {
        List<Socket> silent = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            silent.add(new Socket("127.0.0.1", port.port()));
        }
        await().until(() -> recorder.dropped.stream()
                        .filter(issue -> issue.code().equals("SESSION-TOO-MANY"))
                        .count()
                >= 8);
        for (Socket socket : silent) {
            socket.close();
        }
    }

    @Test
    void hostileFramesEndTheSessionAndAreNotPassedOn() throws Exception {
        ByteBuffer wrongSum = DataWire.encode(new Ping(1));
        wrongSum.put(wrongSum.limit() - 1, (byte) 99);
        ByteBuffer huge = DataWire.encode(new Ping(1)).putInt(8, Integer.MAX_VALUE);
        ByteBuffer negative = DataWire.encode(new Ping(1)).putInt(8, -1);
        ByteBuffer unknown = DataWire.encode(new Ping(1)).put(3, (byte) 120);
        ByteBuffer version = DataWire.encode(new Ping(1)).put(2, (byte) 9);
        ByteBuffer servers = DataWire.encode(new Pong(1, 1));
        for (ByteBuffer hostile :
                List.of(wrongSum, huge, negative, unknown, version, servers, ByteBuffer.allocate(100))) {
            try (TestAgent agent = new TestAgent(authority.agent("m-1"), port.port())) {
                agent.send(TestAgent.hello("m-1"));
                agent.send(hostile);
                Optional<ServerMessage> answer = agent.receive();
                assertThat(answer).hasValueSatisfying(stop -> assertThat(stop).isInstanceOf(Stop.class));
                assertThat(agent.ended()).isTrue();
            }
        }
        assertThat(recorder.messages).isEmpty();
    }

    @Test
    void aFrameOtherThanAHelloFirstIsRefused() throws Exception {
        try (TestAgent agent = new TestAgent(authority.agent("m-1"), port.port())) {
            agent.send(new Ping(1));
            refused(agent, "WIRE-MALFORMED", -1);
        }
    }

    @Test
    void whatIsNotHandledStopsTheReading() throws Exception {
        recorder.handleAtOnce = false;
        Data data = new Data(0, 1, 0, ByteBuffer.allocate(AgentMessage.LARGEST_DATA_BYTES));
        try (TestAgent agent = new TestAgent(authority.agent("m-1"), port.port())) {
            agent.send(TestAgent.hello("m-1"));
            Thread sender = Thread.ofVirtual().start(() -> sendMany(agent, data, 500));
            await().until(() -> recorder.messages.size() == 3);
            await().during(Duration.ofMillis(200)).until(() -> recorder.messages.size() == 3);
            assertThat(sender.isAlive()).isTrue();
            recorder.handleAtOnce = true;
            recorder.pending.forEach(Runnable::run);
            await().until(() -> recorder.messages.size() == 500);
        }
    }

    @Test
    void aPausedSessionIsNotReadUntilItIsResumed() throws Exception {
        try (TestAgent agent = new TestAgent(authority.agent("m-1"), port.port())) {
            agent.send(TestAgent.hello("m-1"));
            await().until(() -> recorder.sessions.size() == 1);
            recorder.sessions.getFirst().pauseReading();
            for (int i = 0; i < 20; i++) {
                agent.send(new Ping(i));
            }
            await().during(Duration.ofMillis(200)).until(() -> recorder.messages.size() <= 1);
            recorder.sessions.getFirst().resumeReading();
            await().until(() -> recorder.messages.size() == 20);
        }
    }

    @Test
    void anAgentThatIsStillSendingSeesWhyItWasStopped() throws Exception {
        Data data = new Data(0, 1, 0, ByteBuffer.allocate(AgentMessage.LARGEST_DATA_BYTES));
        try (TestAgent agent = new TestAgent(authority.agent("m-1"), port.port())) {
            agent.send(TestAgent.hello("m-1"));
            Thread sender = Thread.ofPlatform().start(() -> sendMany(agent, data, Integer.MAX_VALUE));
            await().until(() -> recorder.messages.size() > 10);
            recorder.sessions.getFirst().send(new Stop("X", "why", "what", 0));
            recorder.sessions.getFirst().closeAfterSending();
            assertThat(agent.receive()).contains(new Stop("X", "why", "what", 0));
            agent.close();
            sender.join();
        }
    }

    @Test
    void anAgentThatDoesNotReadIsCutInsteadOfFillingTheMemory() throws Exception {
        try (TestAgent agent = new TestAgent(authority.agent("m-1"), port.port())) {
            agent.send(TestAgent.hello("m-1"));
            await().until(() -> recorder.sessions.size() == 1);
            ServerMessage.Hashes hashes = new ServerMessage.Hashes(0, 0, ByteBuffer.allocate(16 * 16_384));
            await().pollInterval(Duration.ofMillis(1)).until(() -> {
                recorder.sessions.getFirst().send(hashes);
                return recorder.closed.size() == 1;
            });
        }
    }

    @Test
    void aPortInUseIsSaidInOneSentence() {
        assertThatThrownBy(() -> open(port.port())).isInstanceOfSatisfying(IssueException.class, e -> {
            assertThat(e.issue().code()).isEqualTo("PORT-IN-USE");
            assertThat(e.issue().remedy()).contains("--data-port");
        });
    }

    @Test
    void everyFrameTypeHasABoundBelowTheSessionsBudget() {
        for (FrameType type : FrameType.values()) {
            assertThat(type.limit() + Frame.HEADER_BYTES)
                    .isLessThan((int) LinkLimits.standard().receivedPerSession().bytes());
        }
    }

    private static void refused(TestAgent agent, String code, long retry) throws IOException {
        assertThat(agent.receive()).hasValueSatisfying(answer -> {
            Stop stop = (Stop) answer;
            assertThat(stop.code()).isEqualTo(code);
            assertThat(stop.retryAfterMillis()).isEqualTo(retry);
        });
        assertThat(agent.ended()).isTrue();
    }

    private static void sendMany(TestAgent agent, AgentMessage message, int count) {
        try {
            for (int i = 0; i < count; i++) {
                agent.send(message);
            }
        } catch (IOException e) {
            assertThat(e).isNotNull();
        }
    }

    /** Keeps what arrives. */
    private static final class Recorder implements SessionSink, SessionSink.Machine {
        final List<AgentSession> sessions = new CopyOnWriteArrayList<>();
        final List<AgentMessage> messages = new CopyOnWriteArrayList<>();
        final List<Runnable> pending = new CopyOnWriteArrayList<>();
        final List<String> closed = new CopyOnWriteArrayList<>();
        final List<Issue> dropped = new CopyOnWriteArrayList<>();
        volatile boolean handleAtOnce = true;

        @Override
        public Optional<SessionSink.Machine> machine(MachineId machine) {
            return machine.value().equals("m-unknown") ? Optional.empty() : Optional.of(this);
        }

        @Override
        public void dropped(String address, Issue why) {
            dropped.add(why);
        }

        @Override
        public void opened(AgentSession session, Hello hello) {
            sessions.add(session);
        }

        @Override
        public void received(AgentSession session, AgentMessage message, int bytes, Runnable handled) {
            messages.add(message);
            if (handleAtOnce) {
                handled.run();
            } else {
                pending.add(handled);
            }
        }

        @Override
        public void closed(AgentSession session, String why) {
            closed.add(why);
        }
    }
}
