package io.leeward.configserver;

import io.leeward.configserver.agents.AgentRequests;
import io.leeward.configserver.agents.ControlChannel;
import io.leeward.configserver.agents.Heartbeats;
import io.leeward.configserver.authority.AuthorityCopy;
import io.leeward.configserver.authority.ServerIdentity;
import io.leeward.configserver.enrolment.AgentAdmission;
import io.leeward.configserver.enrolment.Enrolment;
import io.leeward.configserver.enrolment.KeyIssue;
import io.leeward.configserver.registry.CertificateRegistry;
import io.leeward.configserver.registry.KeyMaterialStore;
import io.leeward.configserver.registry.RegistrationKeys;
import io.leeward.configserver.tls.ServerTls;
import io.leeward.kernel.Clock;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.Ticker;
import io.leeward.model.Health;
import io.leeward.model.MachineId;
import io.leeward.model.ServerId;
import io.leeward.operations.port.AgentReport;
import io.leeward.operations.port.EnrolmentControl;
import io.leeward.operations.servers.RegistrationKey;
import io.leeward.operations.servers.ServerView;
import io.leeward.operations.state.MachineStore;
import io.leeward.vault.Vault;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;

/**
 * The configuration server of one engine: authority, enrolment, heartbeats, and the TLS identity of both ports. Owns no
 * socket and no thread; safe for use by many threads.
 */
public final class ConfigurationServer implements AgentRequests, ControlIdentity, EnrolmentControl {
    /** How often {@link #tend} is to be called. */
    public static final Duration TENDING = Duration.ofHours(1);

    private final Registry registry;
    private final Place place;
    private final Clock clock;
    private final ServerIdentity identity;
    private final ServerTls tls;
    private final AgentAdmission admission;
    private final Heartbeats heartbeats;
    private final ControlChannel channel;
    private final KeyIssue keys;

    /** Where it remembers things. */
    public record Registry(
            KeyMaterialStore material,
            RegistrationKeys keys,
            CertificateRegistry certificates,
            MachineStore machines) {}

    /** Sources of time and randomness. */
    public record Sources(Clock clock, Ticker ticker, SecureRandom random) {}

    /**
     * Where it is.
     *
     * @param id this server
     * @param hostName shown to operators
     * @param address where agents reach it, host and port
     * @param names host names and addresses that its certificate is for; asked again by each {@link #tend}
     * @param dataServers addresses of the process servers, best first, for a client at the given address
     */
    public record Place(
            ServerId id,
            String hostName,
            Supplier<String> address,
            Supplier<SortedSet<String>> names,
            Function<String, List<String>> dataServers) {}

    /** Opens the authority, or makes it when there is none, and has a certificate for the present names. */
    public ConfigurationServer(Registry registry, Sources sources, Place place) {
        this.registry = registry;
        this.place = place;
        this.clock = sources.clock();
        identity = ServerIdentity.open(
                registry.material(),
                sources.clock(),
                sources.random(),
                place.names().get());
        tls = new ServerTls(identity.server(), identity.authority().certificate(), sources.random());
        admission = new AgentAdmission(registry.certificates(), sources.clock());
        heartbeats = new Heartbeats(registry.machines(), sources.clock(), place.dataServers());
        Enrolment enrolment = new Enrolment(
                new Enrolment.Stores(registry.keys(), registry.certificates(), registry.machines()),
                new Enrolment.Sources(sources.clock(), sources.ticker(), sources.random()::nextBytes),
                identity::authority,
                tls::leaves);
        channel = new ControlChannel(enrolment, admission, heartbeats);
        keys = new KeyIssue(registry.keys(), sources.clock(), sources.random()::nextBytes, this::authorityFingerprint);
    }

    /** Replaces the server's certificate when it is due or the names have changed, and forgets what has expired. */
    public void tend() {
        if (identity.renew(place.names().get())) {
            tls.show(identity.server(), identity.authority().certificate());
        }
        registry.keys().deleteExpired(clock.now());
        registry.certificates().deleteExpiredBefore(clock.now());
    }

    /**
     * Keeps a copy of the authority in a vault, sealed like everything there, so that it outlives this site. Blocks on
     * the vault's store; a failure is logged, and the next vault that is opened is tried again.
     */
    public void keepAuthorityIn(Vault vault) {
        new AuthorityCopy(vault).keep(identity.authority());
    }

    /** Which machine speaks with certificates that TLS has verified. */
    public Outcome<MachineId> admit(List<X509Certificate> chain) {
        return admission.admit(chain);
    }

    /** Certificates that a client connected just now may have been shown, the present one first. */
    public List<X509Certificate> shown() {
        return tls.leaves();
    }

    @Override
    public Answer answer(String path, List<X509Certificate> certificates, String address, ByteBuffer body) {
        return channel.answer(path, certificates, address, body);
    }

    @Override
    public SSLContext tls() {
        return tls.context();
    }

    @Override
    public X509Certificate authority() {
        return identity.authority().certificate();
    }

    @Override
    public String authorityFingerprint() {
        return identity.authority().fingerprint();
    }

    @Override
    public Outcome<RegistrationKey> newRegistrationKey() {
        return keys.issue();
    }

    @Override
    public List<ServerView> servers() {
        return List.of(new ServerView(
                place.id(),
                ServerView.Role.CONFIGURATION_SERVER,
                place.hostName(),
                place.address().get(),
                Health.NORMAL,
                Optional.empty(),
                clock.now(),
                0,
                0));
    }

    @Override
    public Optional<AgentReport> agent(MachineId machine) {
        return heartbeats.report(machine);
    }
}
