package io.leeward.agent.control;

import io.leeward.agent.control.ControlClient.Answer;
import io.leeward.agent.trust.AgentKey;
import io.leeward.agent.trust.AgentTls;
import io.leeward.agent.trust.Identity;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Secret;
import io.leeward.wire.control.ControlMessage.Challenge;
import io.leeward.wire.control.ControlMessage.ChallengeWanted;
import io.leeward.wire.control.ControlMessage.Enrol;
import io.leeward.wire.control.ControlMessage.EnrolDisk;
import io.leeward.wire.control.ControlMessage.Enrolled;
import io.leeward.wire.control.ControlWire;
import io.leeward.wire.control.EnrolProof;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Enrols this machine: both sides prove that they know the registration key, over the certificate that the server
 * showed.
 */
public final class Enrolment {
    private final List<String> servers;
    private final Secret registrationKey;
    private final Optional<String> fingerprint;
    private final SecureRandom random = new SecureRandom();

    /**
     * An enrolment.
     *
     * @param servers {@code host:port}
     * @param fingerprint SHA-256 of the authority's certificate, 64 lower-case hexadecimal digits, when it is known
     *     beforehand
     */
    public Enrolment(List<String> servers, Secret registrationKey, Optional<String> fingerprint) {
        this.servers = List.copyOf(servers);
        this.registrationKey = registrationKey;
        this.fingerprint = fingerprint;
    }

    /**
     * What came of it.
     *
     * @param disks the identifiers that the disks have from now on, in the order in which they were told
     */
    public record Result(String machine, List<String> disks, Identity identity) {
        public Result {
            disks = List.copyOf(disks);
        }
    }

    /** Enrols under a name. */
    public Result enrol(String name, ByteBuffer incarnation, List<EnrolDisk> disks) {
        try (ControlClient client = new ControlClient(servers, AgentTls.enrolling())) {
            ByteBuffer clientNonce = nonce();
            Answer challenged = client.post("/agent/v1/challenge", new ChallengeWanted(clientNonce));
            if (!(challenged.message() instanceof Challenge(ByteBuffer serverNonce))) {
                throw strange();
            }
            AgentKey key = AgentKey.generate(name);
            ByteBuffer certificate = der(leaf(challenged));
            Enrol unproven = new Enrol(
                    name,
                    clientNonce,
                    serverNonce,
                    key.signingRequest(),
                    incarnation,
                    disks,
                    ByteBuffer.allocate(ControlWire.NONCE_BYTES));
            ByteBuffer proof = EnrolProof.ofRequest(registrationKey, certificate, unproven);
            Enrol request = new Enrol(name, clientNonce, serverNonce, key.signingRequest(), incarnation, disks, proof);
            Answer answer = client.postTo(List.of(challenged.server()), "/agent/v1/enrol", request);
            if (!(answer.message() instanceof Enrolled enrolled)) {
                throw strange();
            }
            requireProof(enrolled, serverNonce, clientNonce);
            Identity identity = Identity.of(key.key(), enrolled.certificates());
            requireAuthority(identity.authority(), leaf(answer));
            if (enrolled.disks().size() != disks.size()) {
                throw strange();
            }
            return new Result(enrolled.machine(), enrolled.disks(), identity);
        }
    }

    private ByteBuffer nonce() {
        byte[] nonce = new byte[ControlWire.NONCE_BYTES];
        random.nextBytes(nonce);
        return ByteBuffer.wrap(nonce);
    }

    private static X509Certificate leaf(Answer answer) {
        if (answer.serverChain().isEmpty()) {
            throw strange();
        }
        return answer.serverChain().getFirst();
    }

    private static ByteBuffer der(X509Certificate certificate) {
        try {
            return ByteBuffer.wrap(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was parsed has a DER form", e);
        }
    }

    private void requireProof(Enrolled enrolled, ByteBuffer serverNonce, ByteBuffer clientNonce) {
        ByteBuffer expected = EnrolProof.ofAnswer(registrationKey, serverNonce, clientNonce, enrolled);
        if (!EnrolProof.equal(expected, enrolled.proof())) {
            throw new IssueException(Issue.of(
                    "ENROL-SERVER-UNPROVEN",
                    Issue.Kind.WRONG_CREDENTIALS,
                    "The server did not prove that it knows the registration key, so it is not trusted.",
                    "Check the server's address; somebody may be in between."));
        }
    }

    private void requireAuthority(X509Certificate authority, X509Certificate server) {
        try {
            server.verify(authority.getPublicKey());
            String seen = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(authority.getEncoded()));
            if (fingerprint.isPresent() && !fingerprint.get().equals(seen)) {
                throw wrongAuthority("its fingerprint is " + seen);
            }
        } catch (GeneralSecurityException e) {
            throw wrongAuthority("the server's certificate was not issued by it");
        }
    }

    private static IssueException wrongAuthority(String why) {
        return new IssueException(
                new Issue(
                        "ENROL-WRONG-AUTHORITY",
                        Issue.Kind.WRONG_CREDENTIALS,
                        "The server's certificate authority is not the expected one.",
                        why,
                        "Compare --ca-fingerprint with what \"leeward server key new --json\" prints, and check the server's address."));
    }

    private static IssueException strange() {
        return new IssueException(Issue.of(
                "ENROL-STRANGE-ANSWER",
                Issue.Kind.FAILED,
                "The server answered something that does not belong to an enrolment.",
                "Check that the address is the control port of a Leeward engine of this release."));
    }
}
