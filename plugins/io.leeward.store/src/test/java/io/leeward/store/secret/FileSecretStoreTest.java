package io.leeward.store.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leeward.kernel.IssueException;
import io.leeward.kernel.Secret;
import io.leeward.operations.state.SecretName;
import io.leeward.operations.state.SecretStore;
import io.leeward.operations.state.SecretStoreContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSecretStoreTest extends SecretStoreContract {
    @TempDir
    private Path root;

    @Override
    protected SecretStore openEmpty() {
        return FileSecretStore.open(root.resolve("secrets"));
    }

    @Test
    void secretsAreReadableByTheirUserOnlyAndOutliveTheStore() throws IOException {
        openEmpty().put(SecretName.VAULT_KEY, Secret.ofText("one"));

        Path folder = root.resolve("secrets");
        assertThat(mode(folder)).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(FileSecretStoreTest::mode)).containsExactly("rw-------");
        }
        assertThat(openEmpty().get(SecretName.VAULT_KEY).orElseThrow().reveal())
                .asString()
                .isEqualTo("one");
    }

    @Test
    void aSecretThatOthersCanReadIsRefused() throws IOException {
        SecretStore store = openEmpty();
        store.put(SecretName.VAULT_KEY, Secret.ofText("one"));
        Path file = root.resolve("secrets/vault-key.secret");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThatThrownBy(() -> store.get(SecretName.VAULT_KEY))
                .isInstanceOfSatisfying(
                        IssueException.class, e -> assertThat(e.issue().code()).isEqualTo("SECRET-EXPOSED"))
                .hasMessageContaining("chmod go= " + file)
                .hasMessageNotContaining("one");
    }

    @Test
    void whatACrashLeftOfAnUnfinishedSecretIsNoSecret() throws IOException {
        SecretStore store = openEmpty();
        Files.writeString(root.resolve("secrets/vault-key.secret.part"), "half");

        assertThat(store.get(SecretName.VAULT_KEY)).isEmpty();
        store.put(SecretName.VAULT_KEY, Secret.ofText("whole"));
        assertThat(store.get(SecretName.VAULT_KEY).orElseThrow().reveal())
                .asString()
                .isEqualTo("whole");
    }

    private static String mode(Path path) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
