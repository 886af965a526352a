package io.leeward.agent.run;

import io.leeward.agent.control.ControlClient;
import io.leeward.agent.folder.AgentConfig;
import io.leeward.agent.folder.DataFolder;
import io.leeward.agent.trust.AgentKey;
import io.leeward.agent.trust.AgentTls;
import io.leeward.agent.trust.Identity;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.wire.Texts;
import io.leeward.wire.control.ControlMessage.Assignment;
import io.leeward.wire.control.ControlMessage.EnrolDisk;
import io.leeward.wire.control.ControlMessage.Heartbeat;
import io.leeward.wire.control.ControlMessage.Renew;
import io.leeward.wire.control.ControlMessage.Renewed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports to the configuration server on a thread of its own, takes the assignment from the answers, and renews the
 * certificate.
 */
final class Reporter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Reporter.class);
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration BETWEEN_RENEWALS = Duration.ofMinutes(1);

    private final DataFolder folder;
    private final AgentConfig config;
    private final Lock quiet;
    private final Supplier<String> state;
    private final Runnable news;
    private final CountDownLatch stopping = new CountDownLatch(1);
    private volatile Identity identity;
    private volatile SSLContext tls;
    private volatile Optional<Assignment> assignment = Optional.empty();
    private volatile Optional<Issue> problem = Optional.empty();
    private ControlClient client;
    private Instant renewalTried = Instant.EPOCH;

    /**
     * A reporter that does nothing before {@link #start}.
     *
     * @param quiet held while files are written, so that none is while file systems are frozen
     * @param state of the agent in a few words
     * @param news run when an answer has come
     */
    Reporter(
            DataFolder folder,
            AgentConfig config,
            Identity identity,
            Lock quiet,
            Supplier<String> state,
            Runnable news) {
        this.folder = folder;
        this.config = config;
        this.quiet = quiet;
        this.state = state;
        this.news = news;
        this.identity = identity;
        tls = AgentTls.enrolled(identity);
        client = new ControlClient(config.servers(), tls);
    }

    void start() {
        Thread.ofPlatform().name("control channel").daemon().start(this::run);
    }

    SSLContext tls() {
        return tls;
    }

    Identity identity() {
        return identity;
    }

    Optional<Assignment> assignment() {
        return assignment;
    }

    Optional<Issue> problem() {
        return problem;
    }

    private void run() {
        try {
            Duration pause = Duration.ZERO;
            while (!stopping.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                pause = report();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration report() {
        try {
            renewWhenDue();
            Heartbeat heartbeat =
                    new Heartbeat(version(), "compare", Texts.clip(state.get(), Texts.NAME), disks(config));
            if (!(client.post("/agent/v1/heartbeat", heartbeat).message() instanceof Assignment answer)) {
                throw new IssueException(strange());
            }
            assignment = Optional.of(answer);
            said(Optional.empty());
            news.run();
            long millis = Math.clamp(answer.nextHeartbeatMillis(), SHORTEST.toMillis(), LONGEST.toMillis());
            return Duration.ofMillis(millis);
        } catch (IssueException e) {
            said(Optional.of(e.issue()));
            return AFTER_FAILURE;
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("heartbeat failed after a fault");
            said(Optional.of(fault(e)));
            return AFTER_FAILURE;
        }
    }

    private void said(Optional<Issue> now) {
        if (!now.map(Issue::code).equals(problem.map(Issue::code))) {
            now.ifPresentOrElse(
                    issue -> LOG.atWarn().addKeyValue("issue", issue.sentence()).log("heartbeat failed"),
                    () -> LOG.atInfo().log("heartbeat answered"));
        }
        problem = now;
    }

    private static Issue fault(RuntimeException e) {
        return Issue.of(
                        "AGENT-FAULT",
                        Issue.Kind.FAILED,
                        "A heartbeat was not sent because of a fault in the agent; it is tried again.",
                        "Report what the agent's log says about it.")
                .because(String.valueOf(e.getMessage()));
    }

    private static Issue strange() {
        return Issue.of(
                "CONTROL-STRANGE-ANSWER",
                Issue.Kind.FAILED,
                "The configuration server answered a heartbeat with something else.",
                "Check that agent and engine are of the same release.");
    }

    private void renewWhenDue() {
        Instant now = Instant.now();
        if (now.isBefore(identity.renewAt()) || now.isBefore(renewalTried.plus(BETWEEN_RENEWALS))) {
            return;
        }
        renewalTried = now;
        AgentKey key = AgentKey.generate(config.name());
        if (client.post("/agent/v1/renew", new Renew(key.signingRequest())).message() instanceof Renewed renewed) {
            Identity fresh = Identity.of(key.key(), renewed.certificates());
            quiet.lock();
            try {
                folder.keepIdentity(fresh.toPem());
            } finally {
                quiet.unlock();
            }
            identity = fresh;
            tls = AgentTls.enrolled(fresh);
            client.close();
            client = new ControlClient(config.servers(), tls);
            LOG.atInfo()
                    .addKeyValue("until", fresh.certificate().getNotAfter().toInstant())
                    .log("certificate renewed");
        }
    }

    static List<EnrolDisk> disks(AgentConfig config) {
        return config.disks().stream()
                .map(disk -> new EnrolDisk(disk.id(), disk.path(), disk.serial(), disk.bytes()))
                .toList();
    }

    private static String version() {
        return Optional.ofNullable(Reporter.class.getPackage().getImplementationVersion())
                .orElse("0");
    }

    @Override
    public void close() {
        stopping.countDown();
        client.close();
    }
}
