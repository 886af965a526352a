package io.leeward.configserver.tls;

import io.leeward.configserver.authority.TlsIdentity;
import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * The TLS identity of this engine's ports. One context serves for its whole life; {@link #show} exchanges what new
 * connections see.
 *
 * <p>Safe for use by many threads.
 */
public final class ServerTls {
    private final AtomicReference<Shown> shown;
    private final SSLContext context;

    /** Own keys, the newest first and at most two, and whose certificates are trusted. */
    private record Shown(List<TlsIdentity> newestFirst, X509ExtendedTrustManager trust) {}

    public ServerTls(TlsIdentity material, X509Certificate authority, SecureRandom random) {
        shown = new AtomicReference<>(new Shown(List.of(material), AuthorityTrust.in(authority)));
        try {
            context = SSLContext.getInstance("TLS");
            context.init(
                    new KeyManager[] {new PresentKey(() -> shown.get().newestFirst())},
                    new TrustManager[] {new PresentTrust(() -> shown.get().trust())},
                    random);
        } catch (GeneralSecurityException e) {
            throw new IssueException(
                    Issue.of(
                            "TLS-BROKEN",
                            Issue.Kind.FAILED,
                            "TLS could not be set up.",
                            "Run the engine on an unchanged JDK 25."),
                    e);
        }
    }

    /** New connections see this from now on; established ones go on. */
    public void show(TlsIdentity material, X509Certificate authority) {
        X509ExtendedTrustManager trust = AuthorityTrust.in(authority);
        shown.updateAndGet(old -> new Shown(List.of(material, old.newestFirst().getFirst()), trust));
    }

    /** The context of both ports; asks for client certificates only where the port's socket says so. */
    public SSLContext context() {
        return context;
    }

    /** Certificates that a client connected just now may have been shown: the present one and the one before. */
    public List<X509Certificate> leaves() {
        return shown.get().newestFirst().stream().map(TlsIdentity::certificate).toList();
    }
}
