package io.leeward.door.internal.http;

import io.leeward.configserver.ControlIdentity;
import io.leeward.configserver.agents.AgentRequests;
import io.leeward.door.DoorPort;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.operations.port.EngineSettings;
import io.leeward.operations.remote.RestCalls;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door of an engine that serves: HTTPS on the control port. A client certificate is asked for and not required.
 *
 * <p>Requests run on virtual threads that belong to this class and are never interrupted: they may be inside the
 * control store. Jetty's own few threads only move bytes.
 */
@Component(service = DoorPort.class)
public final class DoorServer implements DoorPort {
    private static final Logger LOG = LoggerFactory.getLogger(DoorServer.class);

    /** Platform threads of Jetty: acceptor, selectors and reserve. */
    private static final int JETTY_THREADS = 16;

    /** Longest silence on a connection; longer than any answer may take. */
    private static final Duration IDLE = Duration.ofSeconds(120);

    /** Longest time that requests get to end when the door closes. */
    private static final Duration CLOSING = Duration.ofSeconds(5);

    /** Largest header of a request. */
    private static final int LARGEST_HEADER_BYTES = 16 * 1024;

    private final Server server;
    private final ServerConnector connector;
    private final ExecutorService requests = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("leeward-request-", 0).factory());

    /** Opens the door. */
    @Activate
    public DoorServer(
            @Reference(target = "(" + EngineSettings.MODE + "=server)") EngineSettings settings,
            @Reference ControlIdentity identity,
            @Reference AgentRequests agents,
            @Reference RestCalls calls) {
        OperatorToken token = OperatorToken.in(settings.data(), new SecureRandom()::nextBytes);
        QueuedThreadPool threads = new QueuedThreadPool(JETTY_THREADS);
        threads.setName("leeward-door");
        threads.setDaemon(true);
        threads.setVirtualThreadsExecutor(requests);
        server = new Server(threads);
        connector = new ServerConnector(server, 1, 1, tls(identity), http());
        connector.setHost(settings.bind());
        connector.setPort(settings.controlPort());
        connector.setIdleTimeout(IDLE.toMillis());
        server.addConnector(connector);
        server.setHandler(new GracefulHandler(new Incoming(calls, agents, identity, token)));
        server.setStopTimeout(CLOSING.toMillis());
        try {
            server.start();
        } catch (Exception e) {
            close();
            throw new IssueException(cannotListen(settings).because(e.getMessage() + "."), e);
        }
    }

    @Override
    public int number() {
        return connector.getLocalPort();
    }

    /** Closes the door: requests under way end first, within a bound. */
    @Deactivate
    public void close() {
        try {
            server.stop();
        } catch (Exception e) {
            LOG.atWarn().addKeyValue("reason", e.getClass().getSimpleName()).log("Requests were cut off at the end");
        } finally {
            requests.shutdown();
        }
    }

    private static SslConnectionFactory tls(ControlIdentity identity) {
        SslContextFactory.Server factory = new SslContextFactory.Server();
        factory.setSslContext(identity.tls());
        factory.setIncludeProtocols("TLSv1.3");
        factory.setWantClientAuth(true);
        factory.setSniRequired(false);
        return new SslConnectionFactory(factory, HttpVersion.HTTP_1_1.asString());
    }

    private static HttpConnectionFactory http() {
        HttpConfiguration configuration = new HttpConfiguration();
        // Agents and operators reach the engine by addresses that its certificate may not name: they pin the authority.
        configuration.addCustomizer(new SecureRequestCustomizer(false));
        configuration.setSendServerVersion(false);
        configuration.setRequestHeaderSize(LARGEST_HEADER_BYTES);
        return new HttpConnectionFactory(configuration);
    }

    private static Issue cannotListen(EngineSettings settings) {
        return Issue.of(
                "CONTROL-PORT-TAKEN",
                Issue.Kind.FAILED,
                "The engine cannot listen on " + settings.bind() + ":" + settings.controlPort() + ".",
                "Choose another port with --control-port, or end the program that has it.");
    }
}
