package io.leeward.agent.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsServer;
import io.leeward.agent.TestAuthority;
import io.leeward.agent.folder.AgentConfig.EnrolledDisk;
import io.leeward.agent.folder.DataFolder;
import io.leeward.kernel.Secret;
import io.leeward.wire.control.ControlMessage;
import io.leeward.wire.control.ControlMessage.Challenge;
import io.leeward.wire.control.ControlMessage.ChallengeWanted;
import io.leeward.wire.control.ControlMessage.Enrol;
import io.leeward.wire.control.ControlMessage.Enrolled;
import io.leeward.wire.control.ControlWire;
import io.leeward.wire.control.EnrolProof;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine whose server knows its disks already. */
class EnrolAgainTest {
    private static final ByteBuffer SERVER_NONCE = ByteBuffer.allocate(32).putLong(0, 7);

    @TempDir
    Path folder;

    private final List<Enrol> asked = new ArrayList<>();
    private TestAuthority authority;
    private HttpsServer server;

    @BeforeEach
    void start() throws Exception {
        authority = new TestAuthority();
        server = HttpsServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(authority.server(true)));
        server.createContext("/agent/v1/", exchange -> {
            try (HttpsExchange each = (HttpsExchange) exchange) {
                ByteBuffer body = ByteBuffer.wrap(each.getRequestBody().readAllBytes());
                ByteBuffer answer = ControlWire.encode(answer(ControlWire.decode(body)));
                byte[] bytes = new byte[answer.remaining()];
                answer.get(bytes);
                each.sendResponseHeaders(200, bytes.length);
                each.getResponseBody().write(bytes);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        server.start();
    }

    private ControlMessage answer(ControlMessage message) throws Exception {
        if (message instanceof ChallengeWanted) {
            return new Challenge(SERVER_NONCE.duplicate());
        }
        Enrol enrol = (Enrol) message;
        asked.add(enrol);
        Enrolled unproven =
                new Enrolled("m-1", List.of("known"), authority.agent(enrol.signingRequest()), ByteBuffer.allocate(32));
        ByteBuffer proof =
                EnrolProof.ofAnswer(Secret.ofText("the key"), SERVER_NONCE.duplicate(), enrol.clientNonce(), unproven);
        return new Enrolled("m-1", unproven.disks(), unproven.certificates(), proof);
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private EnrolledDisk enrol(int bytes) throws Exception {
        Path key = Files.writeString(folder.resolve("key"), "the key");
        Path disk = Files.write(folder.resolve("disk"), new byte[bytes]);
        String address = "https://127.0.0.1:" + server.getAddress().getPort();
        String data = folder.resolve("data").toString();
        assertThat(AgentCommand.execute(
                        "enrol",
                        "--data",
                        data,
                        "--registration-key-file",
                        key.toString(),
                        "--name",
                        "web",
                        "--disk",
                        disk.toString(),
                        "--server",
                        address))
                .isZero();
        return DataFolder.open(folder.resolve("data")).enrolled().disks().getFirst();
    }

    @Test
    void theServersIdentifierIsKept() throws Exception {
        assertThat(enrol(4096).id()).isEqualTo("known");
    }

    @Test
    void aDiskOfAnotherSizeIsTheSameDiskAndItsChangeLogIsGone() throws Exception {
        EnrolledDisk first = enrol(8192);
        Path state = Files.createDirectories(folder.resolve("data/state"));
        Files.writeString(state.resolve("known.hrl"), "ranges beyond the end");
        Files.writeString(state.resolve("token"), "another file");
        EnrolledDisk second = enrol(4096);
        assertThat(second).isEqualTo(new EnrolledDisk("known", first.path(), first.serial(), false, 4096));
        assertThat(asked.getLast().incarnation()).isEqualTo(asked.getFirst().incarnation());
        assertThat(asked.getLast().disks().getFirst().disk()).isEqualTo("known");
        assertThat(state.resolve("known.hrl")).doesNotExist();
        assertThat(state.resolve("token")).exists();
        Files.writeString(state.resolve("known.hrl"), "still good");
        enrol(4096);
        assertThat(state.resolve("known.hrl")).exists();
    }
}
