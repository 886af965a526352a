package io.leeward.agent.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.leeward.agent.TestAuthority;
import io.leeward.agent.trust.AgentTls;
import io.leeward.capture.port.LinkException;
import io.leeward.wire.Frame;
import io.leeward.wire.data.AgentMessage;
import io.leeward.wire.data.DataWire;
import io.leeward.wire.data.ServerMessage;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;

class TlsLinkTest {
    private final TestAuthority authority = new TestAuthority();

    TlsLinkTest() throws Exception {}

    private static SSLServerSocket listen(SSLContext tls) throws Exception {
        SSLServerSocket socket = (SSLServerSocket) tls.getServerSocketFactory().createServerSocket(0);
        socket.setNeedClientAuth(true);
        return socket;
    }

    private TlsLink link(SSLServerSocket socket) throws Exception {
        SSLContext tls = AgentTls.enrolled(authority.identity());
        List<String> servers = List.of("127.0.0.1:1", "127.0.0.1:" + socket.getLocalPort());
        return new TlsLink(() -> tls, () -> servers);
    }

    private interface Peer {
        void talk(SSLSocket socket) throws Exception;
    }

    private static CompletableFuture<Void> serve(SSLServerSocket listening, Peer peer) {
        return CompletableFuture.runAsync(
                () -> {
                    try (SSLSocket socket = (SSLSocket) listening.accept()) {
                        socket.startHandshake();
                        peer.talk(socket);
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                },
                Executors.newVirtualThreadPerTaskExecutor());
    }

    private static AgentMessage read(InputStream in) throws Exception {
        Frame frame = Frame.read(ByteBuffer.wrap(in.readNBytes(Frame.HEADER_BYTES)));
        return DataWire.readAgent(frame, ByteBuffer.wrap(in.readNBytes(frame.length())));
    }

    private static void write(SSLSocket socket, ServerMessage message) throws Exception {
        socket.getOutputStream().write(DataWire.encode(message).array());
    }

    private static ServerMessage next(TlsLink link) {
        Optional<ServerMessage>[] got = new Optional[] {Optional.empty()};
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            got[0] = link.receive();
            return got[0].isPresent();
        });
        return got[0].orElseThrow();
    }

    @Test
    void messagesGoBothWaysAndTheNextServerIsTriedWhenTheFirstIsAway() throws Exception {
        try (SSLServerSocket listening = listen(authority.server(true))) {
            CompletableFuture<Void> peer = serve(listening, socket -> {
                for (int i = 0; i < 50; i++) {
                    AgentMessage.Data data = (AgentMessage.Data) read(socket.getInputStream());
                    assertThat(data.sequence()).isEqualTo(i + 1);
                    assertThat(data.bytes().remaining()).isEqualTo(64 * 1024);
                }
                write(socket, new ServerMessage.Watermarks(0, 50, 7));
                read(socket.getInputStream());
            });
            TlsLink link = link(listening);
            link.open();
            for (int i = 0; i < 50; i++) {
                link.send(new AgentMessage.Data(0, i + 1, i * 65536L, ByteBuffer.allocate(64 * 1024)));
            }
            link.flush();
            assertThat(next(link)).isEqualTo(new ServerMessage.Watermarks(0, 50, 7));
            link.send(new AgentMessage.Ping(1));
            link.flush();
            peer.join();
            link.close();
        }
    }

    @Test
    void whatWasReceivedBeforeTheEndIsDeliveredAndThenTheEndIsTold() throws Exception {
        try (SSLServerSocket listening = listen(authority.server(true))) {
            serve(listening, socket -> {
                read(socket.getInputStream());
                write(socket, new ServerMessage.CutPoint("p", false));
            });
            TlsLink link = link(listening);
            link.open();
            link.send(new AgentMessage.Ping(1));
            link.flush();
            assertThat(next(link)).isEqualTo(new ServerMessage.CutPoint("p", false));
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThatThrownBy(link::receive).isInstanceOf(LinkException.class));
        }
    }

    @Test
    void nonsenseEndsTheConnection() throws Exception {
        try (SSLServerSocket listening = listen(authority.server(true))) {
            serve(listening, socket -> socket.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes()));
            TlsLink link = link(listening);
            link.open();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThatThrownBy(link::receive).hasMessageContaining("DATA-LOST"));
        }
    }

    @Test
    void aServerOfAnotherAuthorityIsNotTrusted() throws Exception {
        try (SSLServerSocket listening = listen(new TestAuthority().server(true))) {
            serve(listening, socket -> read(socket.getInputStream()));
            assertThatThrownBy(link(listening)::open).hasMessageContaining("DATA-UNREACHABLE");
        }
    }

    @Test
    void anAgentsCertificateDoesNotServeAsAServers() throws Exception {
        try (SSLServerSocket listening = listen(authority.server(false))) {
            serve(listening, socket -> read(socket.getInputStream()));
            assertThatThrownBy(link(listening)::open).hasMessageContaining("DATA-UNREACHABLE");
        }
    }
}
