package io.leeward.configserver.tls;

import io.leeward.configserver.authority.TlsIdentity;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * Shows the newest key material. An alias is the serial number of its certificate, so that a handshake ends with the
 * material it began with even when another one is put in place meanwhile.
 */
final class PresentKey extends X509ExtendedKeyManager {
    private static final String KEY_TYPE = "EC";

    private final Supplier<List<TlsIdentity>> newestFirst;

    PresentKey(Supplier<List<TlsIdentity>> newestFirst) {
        this.newestFirst = newestFirst;
    }

    @Override
    public String chooseEngineServerAlias(String keyType, Principal[] issuers, SSLEngine engine) {
        return chooseServerAlias(keyType, issuers, null);
    }

    @Override
    public String chooseServerAlias(String keyType, Principal[] issuers, Socket socket) {
        return keyType.startsWith(KEY_TYPE) ? alias(newestFirst.get().getFirst()) : null;
    }

    @Override
    public String[] getServerAliases(String keyType, Principal[] issuers) {
        String alias = chooseServerAlias(keyType, issuers, null);
        return alias == null ? null : new String[] {alias};
    }

    @Override
    public String[] getClientAliases(String keyType, Principal[] issuers) {
        return null;
    }

    @Override
    public String chooseClientAlias(String[] keyTypes, Principal[] issuers, Socket socket) {
        return null;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
        return find(alias)
                .map(found -> found.chain().toArray(X509Certificate[]::new))
                .orElse(null);
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
        return find(alias).map(TlsIdentity::key).orElse(null);
    }

    private Optional<TlsIdentity> find(String alias) {
        return newestFirst.get().stream()
                .filter(one -> alias(one).equals(alias))
                .findFirst();
    }

    private static String alias(TlsIdentity material) {
        return material.certificate().getSerialNumber().toString(16);
    }
}
