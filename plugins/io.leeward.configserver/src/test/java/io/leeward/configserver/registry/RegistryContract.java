package io.leeward.configserver.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeward.configserver.registry.IssuedCertificate.Revocation;
import io.leeward.kernel.Secret;
import io.leeward.model.MachineId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of registration keys and issued certificates has to do. */
public abstract class RegistryContract {
    private static final Instant NOW = Instant.parse("2026-11-22T13:14:15.123456789Z");
    private static final MachineId WEB = new MachineId("web");
    private static final MachineId DATABASE = new MachineId("database");
    private static final Revocation REVOKED = new Revocation(NOW, "Enrolled again.");

    private RegistrationKeys keys;
    private CertificateRegistry certificates;

    /** Makes new, empty stores; called before the other two. */
    protected abstract void openEmpty();

    protected abstract RegistrationKeys keys();

    protected abstract CertificateRegistry certificates();

    @BeforeEach
    void open() {
        openEmpty();
        keys = keys();
        certificates = certificates();
    }

    @Test
    void keysComeBackNewestFirstWithTheirVerifiersUntilTheyExpire() {
        keys.add(key("k1", 0, 5));
        keys.add(key("k2", 1, 6));
        keys.add(key("k3", 2, 3));

        assertThat(keys.validAt(days(2))).extracting(StoredRegistrationKey::id).containsExactly("k3", "k2", "k1");
        assertThat(keys.validAt(days(5).minusNanos(1)))
                .extracting(StoredRegistrationKey::id)
                .containsExactly("k2", "k1");
        assertThat(keys.validAt(days(5))).extracting(StoredRegistrationKey::id).containsExactly("k2");
        StoredRegistrationKey found = keys.validAt(days(5)).getFirst();
        assertThat(found.verifier().reveal()).isEqualTo(verifier("k2"));
        assertThat(found.createdAt()).isEqualTo(days(1));
        assertThat(found.expiresAt()).isEqualTo(days(6));
    }

    @Test
    void expiredAndDeletedKeysAreGone() {
        keys.add(key("k1", 0, 5));
        keys.add(key("k2", 1, 6));
        keys.add(key("k3", 2, 7));

        assertThat(keys.deleteExpired(days(5))).isEqualTo(1);
        assertThat(keys.deleteExpired(days(5))).isZero();
        assertThat(keys.delete("k2")).isTrue();
        assertThat(keys.delete("k2")).isFalse();
        assertThat(keys.validAt(NOW)).extracting(StoredRegistrationKey::id).containsExactly("k3");
    }

    @Test
    void aKeyIsNotAddedTwice() {
        keys.add(key("k1", 0, 5));

        assertThatThrownBy(() -> keys.add(key("k1", 1, 6))).isInstanceOf(IllegalArgumentException.class);
        assertThat(keys.validAt(NOW)).hasSize(1);
    }

    @Test
    void certificatesComeBackAsTheyWereAdded() {
        IssuedCertificate first = certificate("a1", WEB, 0);
        IssuedCertificate second = certificate("b2", WEB, 60);
        IssuedCertificate other = certificate("c3", DATABASE, 0);

        assertThat(certificates.add(first)).isTrue();
        assertThat(certificates.add(second)).isTrue();
        assertThat(certificates.add(other)).isTrue();
        assertThat(certificates.add(certificate("a1", DATABASE, 1))).isFalse();

        assertThat(certificates.find("a1")).contains(first);
        assertThat(certificates.find("d4")).isEmpty();
        assertThat(certificates.of(WEB)).containsExactly(second, first);
    }

    @Test
    void aCertificateIsRevokedOnce() {
        certificates.add(certificate("a1", WEB, 0));

        assertThat(certificates.revoke("a1", REVOKED)).isTrue();
        assertThat(certificates.revoke("a1", new Revocation(NOW.plusSeconds(1), "Again.")))
                .isFalse();
        assertThat(certificates.revoke("b2", REVOKED)).isFalse();
        assertThat(certificates.find("a1").orElseThrow().revocation()).contains(REVOKED);
    }

    @Test
    void allCertificatesOfAMachineButOneAreRevoked() {
        certificates.add(certificate("a1", WEB, 0));
        certificates.add(certificate("a2", WEB, 1));
        certificates.add(certificate("a3", WEB, 2));
        certificates.add(certificate("c3", DATABASE, 0));
        certificates.revoke("a1", new Revocation(NOW, "Lost."));

        assertThat(certificates.revokeOthers(WEB, "a3", REVOKED)).isEqualTo(1);

        assertThat(certificates
                        .find("a1")
                        .orElseThrow()
                        .revocation()
                        .orElseThrow()
                        .reason())
                .isEqualTo("Lost.");
        assertThat(certificates.find("a2").orElseThrow().revocation()).contains(REVOKED);
        assertThat(certificates.find("a3").orElseThrow().revocation()).isEmpty();
        assertThat(certificates.find("c3").orElseThrow().revocation()).isEmpty();
    }

    @Test
    void certificatesThatExpiredLongAgoAreForgotten() {
        certificates.add(certificate("a1", WEB, 0));
        certificates.add(certificate("a2", WEB, 1));

        assertThat(certificates.deleteExpiredBefore(days(91))).isEqualTo(1);
        assertThat(certificates.of(WEB)).extracting(IssuedCertificate::serial).containsExactly("a2");
    }

    private static StoredRegistrationKey key(String id, int createdDay, int expiresDay) {
        return new StoredRegistrationKey(id, Secret.of(verifier(id)), days(createdDay), days(expiresDay));
    }

    private static byte[] verifier(String id) {
        return new byte[] {0, -1, (byte) id.charAt(1), 127};
    }

    private static IssuedCertificate certificate(String serial, MachineId machine, int day) {
        return new IssuedCertificate(serial, machine, days(day), days(day + 90), Optional.empty());
    }

    private static Instant days(int days) {
        return NOW.plus(Duration.ofDays(days));
    }
}
