package io.leeward.store.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeward.configserver.registry.KeyMaterial;
import io.leeward.configserver.registry.KeyMaterialStore;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileKeyMaterialStoreTest {
    @TempDir
    private Path root;

    @Test
    void anAuthorityIsKeptOnceAndAServersKeyIsReplaced() {
        KeyMaterialStore store = open();
        assertThat(store.authority()).isEmpty();
        assertThat(store.server()).isEmpty();

        assertThat(store.createAuthority(material(1, 1))).isTrue();
        assertThat(store.createAuthority(material(2, 1))).isFalse();
        store.saveServer(material(3, 2));
        store.saveServer(material(4, 2));

        assertSame(open().authority().orElseThrow(), material(1, 1));
        assertSame(open().server().orElseThrow(), material(4, 2));
    }

    @Test
    void keysAreReadableByTheirUserOnly() throws IOException {
        open().createAuthority(material(1, 1));
        Path file = root.resolve("ca/authority.pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        assertThatThrownBy(() -> open().authority())
                .isInstanceOfSatisfying(
                        IssueException.class, e -> assertThat(e.issue().code()).isEqualTo("SECRET-EXPOSED"));
    }

    @Test
    void aDamagedKeyFileIsNotTakenForAMissingOne() throws IOException {
        KeyMaterialStore store = open();
        store.createAuthority(material(1, 1));
        Files.writeString(root.resolve("ca/authority.pem"), "");

        assertThatThrownBy(store::authority)
                .isInstanceOfSatisfying(
                        IssueException.class, e -> assertThat(e.issue().code()).isEqualTo("KEY-FILE-DAMAGED"));
        assertThat(store.createAuthority(material(2, 1))).isFalse();
    }

    private KeyMaterialStore open() {
        return FileKeyMaterialStore.open(root.resolve("ca"));
    }

    private static void assertSame(KeyMaterial found, KeyMaterial expected) {
        assertThat(found.privateKey().reveal()).isEqualTo(expected.privateKey().reveal());
        assertThat(found.certificates()).isEqualTo(expected.certificates());
    }

    private static KeyMaterial material(int seed, int certificates) {
        byte[] bytes = new byte[700];
        java.util.Arrays.fill(bytes, (byte) (seed * 37));
        List<ByteBuffer> chain = java.util.stream.IntStream.range(0, certificates)
                .mapToObj(i -> ByteBuffer.wrap(new byte[] {(byte) seed, (byte) i, -1}))
                .toList();
        return new KeyMaterial(Secret.of(bytes), chain);
    }
}
