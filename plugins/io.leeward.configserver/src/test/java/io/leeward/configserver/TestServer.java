package io.leeward.configserver;

import io.leeward.configserver.agents.AgentRequests;
import io.leeward.configserver.authority.AgentKey;
import io.leeward.configserver.enrolment.Nonces;
import io.leeward.configserver.registry.MemoryMachines;
import io.leeward.configserver.registry.MemoryRegistry;
import io.leeward.kernel.Secret;
import io.leeward.model.ServerId;
import io.leeward.wire.control.ControlMessage;
import io.leeward.wire.control.ControlMessage.Challenge;
import io.leeward.wire.control.ControlMessage.ChallengeWanted;
import io.leeward.wire.control.ControlMessage.Enrol;
import io.leeward.wire.control.ControlMessage.EnrolDisk;
import io.leeward.wire.control.ControlWire;
import io.leeward.wire.control.EnrolProof;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;

/** A configuration server in memory with a clock that tests move, and an agent's side of the conversation. */
final class TestServer {
    static final String ADDRESS = "192.0.2.7";

    final MemoryRegistry registry = new MemoryRegistry();
    final MemoryMachines machines = new MemoryMachines();
    final SecureRandom random = new SecureRandom();
    Instant now = Instant.parse("2026-11-22T10:00:00Z");
    long nanos;
    TreeSet<String> names = new TreeSet<>(List.of("localhost", "127.0.0.1"));
    ConfigurationServer server = open();

    ConfigurationServer open() {
        return new ConfigurationServer(
                new ConfigurationServer.Registry(registry, registry, registry, machines),
                new ConfigurationServer.Sources(() -> now, () -> nanos, random),
                new ConfigurationServer.Place(
                        new ServerId("s-1"),
                        "engine",
                        () -> "engine:8443",
                        () -> names,
                        client -> List.of("engine:9443", "for-" + client + ":9443")));
    }

    void pass(Duration time) {
        now = now.plus(time);
        nanos += time.toNanos();
    }

    Secret newKey() {
        return server.newRegistrationKey().orThrow().key();
    }

    ControlMessage ask(String path, List<X509Certificate> certificates, ControlMessage message) {
        AgentRequests.Answer answer = server.answer(path, certificates, ADDRESS, ControlWire.encode(message));
        return ControlWire.decode(answer.body());
    }

    /** An enrolment up to its proof. */
    Enrol enrol(String name, int incarnation, AgentKey key, List<EnrolDisk> disks) {
        ByteBuffer client = ByteBuffer.wrap(bytes());
        Challenge challenge = (Challenge) ask("/agent/v1/challenge", List.of(), new ChallengeWanted(client));
        byte[] hardware = new byte[Nonces.BYTES];
        hardware[0] = (byte) incarnation;
        return new Enrol(
                name,
                client,
                challenge.serverNonce(),
                key.request(),
                ByteBuffer.wrap(hardware),
                disks,
                ByteBuffer.allocate(Nonces.BYTES));
    }

    Enrol proven(Enrol unproven, Secret key, X509Certificate shown) {
        try {
            ByteBuffer proof = EnrolProof.ofRequest(key, ByteBuffer.wrap(shown.getEncoded()), unproven);
            return withProof(unproven, proof);
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    ControlMessage enrolled(String name, int incarnation, Secret key, AgentKey agent, EnrolDisk... disks) {
        Enrol unproven = enrol(name, incarnation, agent, List.of(disks));
        return ask("/agent/v1/enrol", List.of(), proven(unproven, key, leaf()));
    }

    X509Certificate leaf() {
        return server.shown().getFirst();
    }

    static Enrol withProof(Enrol enrol, ByteBuffer proof) {
        return new Enrol(
                enrol.name(),
                enrol.clientNonce(),
                enrol.serverNonce(),
                enrol.signingRequest(),
                enrol.incarnation(),
                enrol.disks(),
                proof);
    }

    static EnrolDisk disk(String id) {
        return new EnrolDisk(id, "/dev/" + id, "serial-" + id, 1 << 20);
    }

    static List<X509Certificate> parsed(List<ByteBuffer> der) {
        return der.stream().map(TestServer::parsed).toList();
    }

    private static X509Certificate parsed(ByteBuffer der) {
        try {
            byte[] bytes = new byte[der.remaining()];
            der.duplicate().get(bytes);
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
        } catch (java.security.cert.CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    private byte[] bytes() {
        byte[] bytes = new byte[Nonces.BYTES];
        random.nextBytes(bytes);
        return bytes;
    }
}
