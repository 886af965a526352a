package io.leeward.configserver.enrolment;

import io.leeward.configserver.authority.CertificateAuthority;
import io.leeward.configserver.authority.SigningRequest;
import io.leeward.configserver.registry.CertificateRegistry;
import io.leeward.configserver.registry.IssuedCertificate;
import io.leeward.configserver.registry.RegistrationKeys;
import io.leeward.configserver.registry.StoredRegistrationKey;
import io.leeward.kernel.Clock;
import io.leeward.kernel.Entropy;
import io.leeward.kernel.Ids;
import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.Ticker;
import io.leeward.model.DiskId;
import io.leeward.model.MachineId;
import io.leeward.operations.state.MachineStore;
import io.leeward.wire.control.ControlMessage;
import io.leeward.wire.control.ControlMessage.Challenge;
import io.leeward.wire.control.ControlMessage.ChallengeWanted;
import io.leeward.wire.control.ControlMessage.Enrol;
import io.leeward.wire.control.ControlMessage.Enrolled;
import io.leeward.wire.control.ControlMessage.Renew;
import io.leeward.wire.control.ControlMessage.Renewed;
import io.leeward.wire.control.EnrolProof;
import java.nio.ByteBuffer;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets agents in. An agent proves that it knows a registration key and learns that the server knows it, too; the key
 * itself is never sent. Safe for use by many threads.
 */
public final class Enrolment {
    private static final Logger LOG = LoggerFactory.getLogger(Enrolment.class);
    private static final ByteBuffer NO_PROOF = ByteBuffer.allocate(0);

    private final RegistrationKeys keys;
    private final CertificateRegistry registry;
    private final AgentCertificates certificates;
    private final MachineEnrolment machines;
    private final Nonces nonces;
    private final AttemptLimit failures;
    private final AttemptLimit challenges;
    private final Supplier<List<X509Certificate>> shown;
    private final Clock clock;

    /** What enrolment remembers things in. */
    public record Stores(RegistrationKeys keys, CertificateRegistry certificates, MachineStore machines) {}

    /** Sources of time and randomness. */
    public record Sources(Clock clock, Ticker ticker, Entropy entropy) {}

    /**
     * Enrolment at one control port.
     *
     * @param authority who issues certificates
     * @param shown certificates that a client may have been shown in its handshake
     */
    public Enrolment(
            Stores stores,
            Sources sources,
            Supplier<CertificateAuthority> authority,
            Supplier<List<X509Certificate>> shown) {
        this.keys = stores.keys();
        this.registry = stores.certificates();
        this.certificates = new AgentCertificates(authority, stores.certificates());
        this.machines = new MachineEnrolment(stores.machines(), new Ids(sources.entropy()), sources.clock());
        this.nonces = new Nonces(sources.entropy(), sources.ticker());
        this.failures = new AttemptLimit(AttemptLimit.MOST_FAILURES, sources.ticker());
        this.challenges = new AttemptLimit(AttemptLimit.MOST_CHALLENGES, sources.ticker());
        this.shown = shown;
        this.clock = sources.clock();
    }

    /** Hands out a nonce. */
    public Outcome<ControlMessage> challenge(ChallengeWanted wanted, String address) {
        if (failures.exhausted(address) || challenges.exhausted(address)) {
            return Outcome.refused(tooMany());
        }
        if (wanted.clientNonce().remaining() != Nonces.BYTES) {
            return Outcome.refused(Issue.of(
                    "ENROL-BAD-REQUEST",
                    Issue.Kind.USAGE,
                    "A nonce has to have " + Nonces.BYTES + " bytes.",
                    "Use the mobility agent of the same release as the engine."));
        }
        challenges.count(address);
        return Outcome.done(new Challenge(nonces.issue(wanted.clientNonce())));
    }

    /** Enrols a machine. */
    public Outcome<ControlMessage> enrol(Enrol message, String address) {
        if (failures.exhausted(address)) {
            return Outcome.refused(tooMany());
        }
        Outcome<ControlMessage> outcome = proven(message).then(key -> accept(message, key));
        if (!(outcome instanceof Outcome.Done)) {
            failures.count(address);
        }
        return outcome;
    }

    /**
     * Gives an admitted agent a fresh certificate; the old one stays good until it expires, because the answer may be
     * lost.
     */
    public Outcome<ControlMessage> renew(MachineId machine, Renew message) {
        return SigningRequest.verify(message.signingRequest()).map(key -> {
            var issued = certificates.issue(machine, key);
            LOG.atInfo()
                    .addKeyValue("machine", machine)
                    .addKeyValue("serial", issued.serial())
                    .log("certificate renewed");
            return new Renewed(issued.chain());
        });
    }

    /** The key that the agent proved to know. The nonce is used up whatever comes of it. */
    private Outcome<StoredRegistrationKey> proven(Enrol message) {
        if (!nonces.redeem(message.serverNonce(), message.clientNonce())) {
            return Outcome.refused(Issue.of(
                            "ENROL-NONCE",
                            Issue.Kind.WRONG_CREDENTIALS,
                            "The enrolment was not accepted.",
                            "Run \"leeward-agent enrol\" again.")
                    .because("Its nonce was used before, is older than " + Nonces.LIFE.toSeconds()
                            + " s or is not one of this server's."));
        }
        for (StoredRegistrationKey key : keys.validAt(clock.now())) {
            for (X509Certificate leaf : shown.get()) {
                ByteBuffer expected = EnrolProof.ofRequest(key.verifier(), AgentCertificates.der(leaf), message);
                if (EnrolProof.equal(expected, message.proof())) {
                    return Outcome.done(key);
                }
            }
        }
        return Outcome.refused(Issue.of(
                        "ENROL-WRONG-KEY",
                        Issue.Kind.WRONG_CREDENTIALS,
                        "The registration key was not accepted.",
                        "Make a new one with \"leeward server key new\" and enrol with it.")
                .because("It is mistyped, has expired, or belongs to another installation."));
    }

    private Outcome<ControlMessage> accept(Enrol message, StoredRegistrationKey key) {
        return SigningRequest.verify(message.signingRequest()).then(agentKey -> EnrolmentRequest.read(message)
                .then(machines::enrol)
                .map(machine -> enrolled(message, key, machine, agentKey)));
    }

    private ControlMessage enrolled(
            Enrol message, StoredRegistrationKey key, MachineEnrolment.Settled settled, PublicKey agentKey) {
        MachineId machine = settled.machine();
        List<String> disks = settled.disks().stream().map(DiskId::value).toList();
        var issued = certificates.issue(machine, agentKey);
        registry.revokeOthers(
                machine,
                issued.serial(),
                new IssuedCertificate.Revocation(clock.now(), "The machine was enrolled again."));
        LOG.atInfo()
                .addKeyValue("machine", machine)
                .addKeyValue("name", message.name())
                .addKeyValue("registrationKeyId", key.id())
                .log("machine enrolled");
        Enrolled unproven = new Enrolled(machine.value(), disks, issued.chain(), NO_PROOF);
        ByteBuffer proof = EnrolProof.ofAnswer(key.verifier(), message.serverNonce(), message.clientNonce(), unproven);
        return new Enrolled(machine.value(), disks, issued.chain(), proof);
    }

    private static Issue tooMany() {
        return Issue.of(
                        "ENROL-TOO-MANY",
                        Issue.Kind.NOT_ALLOWED,
                        "Enrolment from this address is suspended for a minute.",
                        "Check the registration key and try again in " + AttemptLimit.WINDOW.toSeconds() + " s.")
                .because("Too many attempts came from it.");
    }
}
