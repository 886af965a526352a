package io.leeward.configserver.authority;

import io.leeward.configserver.registry.KeyMaterial;
import io.leeward.configserver.registry.KeyMaterialStore;
import io.leeward.kernel.Clock;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** The authority and the certificate of this server, both kept across restarts. Safe for use by many threads. */
public final class ServerIdentity {
    private final KeyMaterialStore store;
    private final Clock clock;
    private final CertificateAuthority authority;
    private TlsIdentity server;

    private ServerIdentity(KeyMaterialStore store, Clock clock, CertificateAuthority authority, TlsIdentity server) {
        this.store = store;
        this.clock = clock;
        this.authority = authority;
        this.server = server;
    }

    /** Opens what was kept, makes what was not, and has a server certificate for these names. */
    public static ServerIdentity open(
            KeyMaterialStore store, Clock clock, SecureRandom random, SortedSet<String> names) {
        CertificateAuthority authority = authority(store, clock, random);
        Optional<TlsIdentity> kept =
                store.server().map(StoredIdentity::read).filter(found -> issuedBy(authority, found));
        if (kept.isEmpty()) {
            TlsIdentity fresh = authority.newServer(names);
            store.saveServer(StoredIdentity.write(fresh));
            return new ServerIdentity(store, clock, authority, fresh);
        }
        ServerIdentity opened = new ServerIdentity(store, clock, authority, kept.get());
        opened.renew(names);
        return opened;
    }

    public CertificateAuthority authority() {
        return authority;
    }

    public synchronized TlsIdentity server() {
        return server;
    }

    /**
     * Makes a new server certificate when two thirds of the life of the present one are over or it lacks a name; true
     * when it did.
     */
    public synchronized boolean renew(SortedSet<String> names) {
        if (clock.now().isBefore(renewFrom(server.certificate()))
                && alternativeNames(server.certificate()).equals(comparable(names))) {
            return false;
        }
        TlsIdentity fresh = authority.newServer(names);
        store.saveServer(StoredIdentity.write(fresh));
        server = fresh;
        return true;
    }

    private static Instant renewFrom(X509Certificate certificate) {
        Instant from = certificate.getNotBefore().toInstant();
        Duration life = Duration.between(from, certificate.getNotAfter().toInstant());
        return from.plus(life.multipliedBy(2).dividedBy(3));
    }

    private static CertificateAuthority authority(KeyMaterialStore store, Clock clock, SecureRandom random) {
        Optional<KeyMaterial> kept = store.authority();
        if (kept.isEmpty()) {
            CertificateAuthority fresh = CertificateAuthority.create(clock, random);
            if (store.createAuthority(fresh.material())) {
                return fresh;
            }
            kept = store.authority();
        }
        KeyMaterial material = kept.orElseThrow(() -> new IssueException(Issue.of(
                "CA-MISSING",
                Issue.Kind.FAILED,
                "The certificate authority was removed while the engine started.",
                "Start the engine again.")));
        return CertificateAuthority.restore(material, clock, random);
    }

    private static boolean issuedBy(CertificateAuthority authority, TlsIdentity found) {
        try {
            found.certificate().verify(authority.certificate().getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static SortedSet<String> alternativeNames(X509Certificate certificate) {
        try {
            Collection<List<?>> names = certificate.getSubjectAlternativeNames();
            SortedSet<String> texts = new TreeSet<>();
            if (names != null) {
                names.forEach(name -> texts.add(String.valueOf(name.get(1))));
            }
            return comparable(texts);
        } catch (CertificateParsingException e) {
            return new TreeSet<>();
        }
    }

    /** IPv6 addresses have more than one way of being written; only the long form is compared. */
    private static SortedSet<String> comparable(SortedSet<String> names) {
        SortedSet<String> texts = new TreeSet<>();
        names.forEach(
                name -> texts.add(CertificateAuthority.isAddress(name) ? CertificateAuthority.canonical(name) : name));
        return texts;
    }
}
