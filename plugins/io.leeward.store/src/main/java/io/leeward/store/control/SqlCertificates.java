package io.leeward.store.control;

import io.leeward.configserver.registry.CertificateRegistry;
import io.leeward.configserver.registry.IssuedCertificate;
import io.leeward.configserver.registry.IssuedCertificate.Revocation;
import io.leeward.model.MachineId;
import io.leeward.operations.state.SaveResult;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

final class SqlCertificates implements CertificateRegistry {
    private static final Table CERTIFICATE =
            new Table("certificate", "serial", "machine_id", "issued_at", "expires_at", "revoked_at", "revoked_reason");
    private static final String REVOKE =
            "update certificate set revoked_at = ?, revoked_reason = ? where revoked_at is null and ";

    private final Database database;

    SqlCertificates(Database database) {
        this.database = database;
    }

    @Override
    public boolean add(IssuedCertificate certificate) {
        SaveResult result = database.save(sql -> {
            sql.insert(
                    CERTIFICATE,
                    List.of(Values.of(
                            certificate.serial(),
                            certificate.machine().value(),
                            certificate.issuedAt(),
                            certificate.expiresAt(),
                            certificate.revocation().map(Revocation::at),
                            certificate.revocation().map(Revocation::reason))));
            return new SaveResult.Saved(1);
        });
        return result instanceof SaveResult.Saved;
    }

    @Override
    public Optional<IssuedCertificate> find(String serial) {
        return query("where serial = ?", serial).stream().findFirst();
    }

    @Override
    public List<IssuedCertificate> of(MachineId machine) {
        return query("where machine_id = ? order by issued_at desc, serial", machine.value());
    }

    private List<IssuedCertificate> query(String rest, String value) {
        return database.read(
                sql -> sql.query(CERTIFICATE.select(rest), Values.of(value), SqlCertificates::certificate));
    }

    private static IssuedCertificate certificate(Row row) throws SQLException {
        Optional<Instant> revokedAt = row.optionalInstant("revoked_at");
        Optional<Revocation> revocation = revokedAt.isEmpty()
                ? Optional.empty()
                : Optional.of(new Revocation(revokedAt.get(), row.text("revoked_reason")));
        return new IssuedCertificate(
                row.text("serial"),
                new MachineId(row.text("machine_id")),
                row.instant("issued_at"),
                row.instant("expires_at"),
                revocation);
    }

    @Override
    public boolean revoke(String serial, Revocation revocation) {
        return database.write(
                sql -> sql.change(REVOKE + "serial = ?", Values.of(revocation.at(), revocation.reason(), serial)) == 1);
    }

    @Override
    public int revokeOthers(MachineId machine, String keptSerial, Revocation revocation) {
        return database.write(sql -> sql.change(
                REVOKE + "machine_id = ? and serial <> ?",
                Values.of(revocation.at(), revocation.reason(), machine.value(), keptSerial)));
    }

    @Override
    public int deleteExpiredBefore(Instant time) {
        return database.write(sql -> sql.change("delete from certificate where expires_at < ?", Values.of(time)));
    }
}
