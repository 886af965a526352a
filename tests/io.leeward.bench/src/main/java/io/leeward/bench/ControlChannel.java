package io.leeward.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import io.leeward.configserver.ControlIdentity;
import io.leeward.configserver.agents.AgentRequests;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLPeerUnverifiedException;

/** The agents' half of the control port, as far as a measurement needs it. */
final class ControlChannel implements AutoCloseable {
    private final HttpsServer server;
    private final AgentRequests requests;

    ControlChannel(ControlIdentity identity, AgentRequests requests) throws IOException {
        this.requests = requests;
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        server.setHttpsConfigurator(new HttpsConfigurator(identity.tls()) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters tls = getSSLContext().getDefaultSSLParameters();
                tls.setWantClientAuth(true);
                parameters.setSSLParameters(tls);
            }
        });
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/agent/", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readNBytes(AgentRequests.LARGEST_BODY_BYTES);
            AgentRequests.Answer answer = requests.answer(
                    exchange.getRequestURI().getPath(), certificates(exchange), "127.0.0.1", ByteBuffer.wrap(body));
            byte[] out = new byte[answer.body().remaining()];
            answer.body().duplicate().get(out);
            exchange.sendResponseHeaders(answer.status(), out.length);
            exchange.getResponseBody().write(out);
        }
    }

    private static List<X509Certificate> certificates(HttpExchange exchange) {
        try {
            return Arrays.stream(((HttpsExchange) exchange).getSSLSession().getPeerCertificates())
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (SSLPeerUnverifiedException none) {
            return List.of();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
