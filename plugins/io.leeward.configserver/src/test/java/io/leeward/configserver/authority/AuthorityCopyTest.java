package io.leeward.configserver.authority;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.kernel.Clock;
import io.leeward.vault.Vault;
import io.leeward.vault.Vaults;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.MemoryBlobStore;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class AuthorityCopyTest {
    private static final Clock CLOCK = () -> Vaults.NOW;

    private final MemoryBlobStore store = new MemoryBlobStore();
    private final Vault vault = Vaults.create(store, 3);
    private final CertificateAuthority authority = CertificateAuthority.create(CLOCK, new SecureRandom());

    @Test
    void theVaultBringsTheAuthorityBack() {
        new AuthorityCopy(vault).keep(authority);
        new AuthorityCopy(vault).keep(authority);
        CertificateAuthority back =
                CertificateAuthority.restore(new AuthorityCopy(vault).read().orElseThrow(), CLOCK, new SecureRandom());
        assertThat(back.fingerprint()).isEqualTo(authority.fingerprint());
    }

    @Test
    void theKeyIsNotReadableInTheStore() {
        new AuthorityCopy(vault).keep(authority);
        byte[] blob = new byte
                [store.read(new BlobName("state/authority.json"))
                        .orElseThrow()
                        .content()
                        .remaining()];
        store.read(new BlobName("state/authority.json")).orElseThrow().content().get(blob);
        String text = new String(blob, StandardCharsets.ISO_8859_1);
        String key = Base64.getEncoder()
                .encodeToString(authority.material().privateKey().reveal());
        assertThat(text).doesNotContain(key).doesNotContain(authority.fingerprint());
    }

    @Test
    void theCopyOfAnOwnerBeforeGivesWay() {
        new AuthorityCopy(vault).keep(CertificateAuthority.create(CLOCK, new SecureRandom()));
        new AuthorityCopy(vault).keep(authority);
        assertThat(new AuthorityCopy(vault).read().orElseThrow().certificates())
                .isEqualTo(authority.material().certificates());
    }
}
