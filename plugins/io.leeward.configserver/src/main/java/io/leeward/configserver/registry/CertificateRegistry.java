package io.leeward.configserver.registry;

import io.leeward.model.MachineId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Certificates issued to agents. */
public interface CertificateRegistry {
    /** Records a certificate before it is handed out; false when one of this serial number is recorded already. */
    boolean add(IssuedCertificate certificate);

    Optional<IssuedCertificate> find(String serial);

    /** All recorded certificates of a machine, newest first. */
    List<IssuedCertificate> of(MachineId machine);

    /** Revokes a certificate; true when it was recorded and not yet revoked. */
    boolean revoke(String serial, IssuedCertificate.Revocation revocation);

    /** Revokes all certificates of a machine but one; tells how many were revoked by this call. */
    int revokeOthers(MachineId machine, String keptSerial, IssuedCertificate.Revocation revocation);

    /** Forgets certificates that expired before the given time; tells how many. */
    int deleteExpiredBefore(Instant time);
}
