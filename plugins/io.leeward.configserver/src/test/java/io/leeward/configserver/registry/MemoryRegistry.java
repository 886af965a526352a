package io.leeward.configserver.registry;

import io.leeward.model.MachineId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys, certificates and the authority in memory. */
public final class MemoryRegistry implements RegistrationKeys, CertificateRegistry, KeyMaterialStore {
    private final List<StoredRegistrationKey> keys = new ArrayList<>();
    private final Map<String, IssuedCertificate> certificates = new LinkedHashMap<>();
    private Optional<KeyMaterial> authority = Optional.empty();
    private Optional<KeyMaterial> server = Optional.empty();

    @Override
    public synchronized void add(StoredRegistrationKey key) {
        if (keys.stream().anyMatch(known -> known.id().equals(key.id()))) {
            throw new IllegalArgumentException("registration key " + key.id() + " exists");
        }
        keys.add(key);
    }

    @Override
    public synchronized List<StoredRegistrationKey> validAt(Instant now) {
        return keys.reversed().stream()
                .filter(key -> key.expiresAt().isAfter(now))
                .toList();
    }

    @Override
    public synchronized boolean delete(String id) {
        return keys.removeIf(key -> key.id().equals(id));
    }

    @Override
    public synchronized int deleteExpired(Instant now) {
        int before = keys.size();
        keys.removeIf(key -> !key.expiresAt().isAfter(now));
        return before - keys.size();
    }

    @Override
    public synchronized boolean add(IssuedCertificate certificate) {
        return certificates.putIfAbsent(certificate.serial(), certificate) == null;
    }

    @Override
    public synchronized Optional<IssuedCertificate> find(String serial) {
        return Optional.ofNullable(certificates.get(serial));
    }

    @Override
    public synchronized List<IssuedCertificate> of(MachineId machine) {
        return certificates.values().stream()
                .filter(certificate -> certificate.machine().equals(machine))
                .sorted(Comparator.comparing(IssuedCertificate::issuedAt).reversed())
                .toList();
    }

    @Override
    public synchronized boolean revoke(String serial, IssuedCertificate.Revocation revocation) {
        IssuedCertificate found = certificates.get(serial);
        if (found == null || found.revocation().isPresent()) {
            return false;
        }
        certificates.put(
                serial,
                new IssuedCertificate(
                        serial, found.machine(), found.issuedAt(), found.expiresAt(), Optional.of(revocation)));
        return true;
    }

    @Override
    public synchronized int revokeOthers(MachineId machine, String kept, IssuedCertificate.Revocation revocation) {
        return (int) of(machine).stream()
                .map(IssuedCertificate::serial)
                .filter(serial -> !serial.equals(kept) && revoke(serial, revocation))
                .count();
    }

    @Override
    public synchronized int deleteExpiredBefore(Instant time) {
        int before = certificates.size();
        certificates.values().removeIf(certificate -> certificate.expiresAt().isBefore(time));
        return before - certificates.size();
    }

    @Override
    public synchronized Optional<KeyMaterial> authority() {
        return authority;
    }

    @Override
    public synchronized boolean createAuthority(KeyMaterial material) {
        if (authority.isPresent()) {
            return false;
        }
        authority = Optional.of(material);
        return true;
    }

    @Override
    public synchronized Optional<KeyMaterial> server() {
        return server;
    }

    @Override
    public synchronized void saveServer(KeyMaterial material) {
        server = Optional.of(material);
    }
}
