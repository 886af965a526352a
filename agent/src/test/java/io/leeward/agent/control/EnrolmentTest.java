package io.leeward.agent.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import io.leeward.agent.TestAuthority;
import io.leeward.agent.trust.AgentTls;
import io.leeward.agent.trust.Identity;
import io.leeward.kernel.Secret;
import io.leeward.wire.control.ControlMessage;
import io.leeward.wire.control.ControlMessage.Challenge;
import io.leeward.wire.control.ControlMessage.ChallengeWanted;
import io.leeward.wire.control.ControlMessage.Enrol;
import io.leeward.wire.control.ControlMessage.EnrolDisk;
import io.leeward.wire.control.ControlMessage.Enrolled;
import io.leeward.wire.control.ControlMessage.Refusal;
import io.leeward.wire.control.ControlWire;
import io.leeward.wire.control.EnrolProof;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EnrolmentTest {
    private static final ByteBuffer SERVER_NONCE = ByteBuffer.allocate(32).putLong(0, 7);
    private static final List<EnrolDisk> DISKS = List.of(new EnrolDisk("d1", "/dev/sda", "SN", 4096));

    private TestAuthority authority;
    private HttpsServer server;
    private String serversKey = "the key";
    private List<String> settled = List.of("d1");
    private Optional<ControlMessage> instead = Optional.empty();

    @BeforeEach
    void start() throws Exception {
        authority = new TestAuthority();
        server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(authority.server(true)));
        server.createContext("/agent/v1/", exchange -> {
            try (HttpsExchange each = (HttpsExchange) exchange) {
                ControlMessage asked =
                        ControlWire.decode(ByteBuffer.wrap(each.getRequestBody().readAllBytes()));
                ControlMessage answer = instead.isPresent() ? instead.get() : answer(asked, each);
                byte[] body = ControlWire.encode(answer).slice().array();
                int length = ControlWire.encode(answer).remaining();
                each.sendResponseHeaders(answer instanceof Refusal ? 403 : 200, length);
                each.getResponseBody().write(body, 0, length);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        server.start();
    }

    private ControlMessage answer(ControlMessage asked, HttpsExchange exchange) throws Exception {
        if (asked instanceof ChallengeWanted) {
            return new Challenge(SERVER_NONCE.duplicate());
        }
        Enrol enrol = (Enrol) asked;
        Secret key = Secret.ofText(serversKey);
        ByteBuffer shown = ByteBuffer.wrap(
                exchange.getSSLSession().getLocalCertificates()[0].getEncoded());
        if (!EnrolProof.equal(EnrolProof.ofRequest(key, shown, enrol), enrol.proof())
                && instead.isEmpty()
                && serversKey.equals("the key")) {
            return new Refusal("ENROL-WRONG-KEY", "The registration key was not accepted.", "Make a new one.");
        }
        Enrolled unproven =
                new Enrolled("m-1", settled, authority.agent(enrol.signingRequest()), ByteBuffer.allocate(32));
        ByteBuffer proof = EnrolProof.ofAnswer(key, SERVER_NONCE.duplicate(), enrol.clientNonce(), unproven);
        return new Enrolled("m-1", unproven.disks(), unproven.certificates(), proof);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private Enrolment.Result enrol(String key, Optional<String> fingerprint) {
        List<String> servers =
                List.of("127.0.0.1:1", "127.0.0.1:" + server.getAddress().getPort());
        return new Enrolment(servers, Secret.ofText(key), fingerprint).enrol("web", ByteBuffer.allocate(32), DISKS);
    }

    private String fingerprint() throws Exception {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256")
                        .digest(authority.certificate().getEncoded()));
    }

    @Test
    void bothSidesProveTheKeyAndTheAgentGetsItsCertificate() throws Exception {
        Enrolment.Result result = enrol("the key", Optional.of(fingerprint()));
        assertThat(result.machine()).isEqualTo("m-1");
        assertThat(result.disks()).containsExactly("d1");
        assertThat(result.identity().authority()).isEqualTo(authority.certificate());
        assertThat(Identity.ofPem(result.identity().toPem())).isEqualTo(result.identity());
        Instant renewAt = result.identity().renewAt();
        assertThat(Duration.between(Instant.now(), renewAt).toDays()).isBetween(58L, 59L);
    }

    @Test
    void aWrongKeyIsRefusedInTheServersWords() {
        assertThatThrownBy(() -> enrol("another key", Optional.empty()))
                .hasMessageContaining("The registration key was not accepted.")
                .hasMessageContaining("ENROL-WRONG-KEY");
    }

    @Test
    void aServerThatDoesNotKnowTheKeyIsNotTrusted() {
        serversKey = "a guess";
        assertThatThrownBy(() -> enrol("the key", Optional.empty())).hasMessageContaining("ENROL-SERVER-UNPROVEN");
    }

    @Test
    void anotherAuthorityThanThePinnedOneIsNotTrusted() {
        assertThatThrownBy(() -> enrol("the key", Optional.of("0".repeat(64))))
                .hasMessageContaining("ENROL-WRONG-AUTHORITY");
    }

    @Test
    void anAnswerThatDoesNotBelongHereIsASentence() {
        instead = Optional.of(new ControlMessage.Assignment(true, List.of(), 1));
        assertThatThrownBy(() -> enrol("the key", Optional.empty())).hasMessageContaining("ENROL-STRANGE-ANSWER");
    }

    @Test
    void anAnswerForOtherDisksIsASentence() {
        settled = List.of("d1", "d2");
        assertThatThrownBy(() -> enrol("the key", Optional.empty())).hasMessageContaining("ENROL-STRANGE-ANSWER");
    }

    @Test
    void noServerIsNotReachable() {
        server.stop(0);
        assertThatThrownBy(() -> enrol("the key", Optional.empty())).hasMessageContaining("CONTROL-UNREACHABLE");
    }

    /** The connection stays open and nothing more comes: the agent would never report or renew again. */
    @Test
    void anAnswerThatStopsInTheMiddleIsNotWaitedForWithoutEnd() {
        CountDownLatch over = new CountDownLatch(1);
        server.createContext("/slow", exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        List<String> servers = List.of("127.0.0.1:" + server.getAddress().getPort());
        try (ControlClient client = new ControlClient(servers, AgentTls.enrolling(), Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> client.post("/slow", new ChallengeWanted(SERVER_NONCE.duplicate())))
                    .hasMessageContaining("could be reached");
        } finally {
            over.countDown();
        }
    }
}
