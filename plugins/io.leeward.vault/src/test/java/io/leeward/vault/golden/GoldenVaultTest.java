package io.leeward.vault.golden;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.leeward.kernel.Progress;
import io.leeward.kernel.Secret;
import io.leeward.model.DiskCut;
import io.leeward.model.DiskId;
import io.leeward.model.PointId;
import io.leeward.model.RecoveryPoint;
import io.leeward.vault.SeededEntropy;
import io.leeward.vault.Vault;
import io.leeward.vault.Vaults;
import io.leeward.vault.authority.AuthorityKeys;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.MemoryBlobStore;
import io.leeward.vault.catalog.Catalog;
import io.leeward.vault.check.CheckResult;
import io.leeward.vault.check.VaultCheck;
import io.leeward.vault.head.Heads;
import io.leeward.vault.journal.BaseLayer;
import io.leeward.vault.journal.Lanes;
import io.leeward.vault.restore.MemoryTarget;
import io.leeward.vault.restore.PointRestore;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The files in {@code golden/v1} are format 1 for ever: this program writes the same bytes and reads them. */
class GoldenVaultTest {
    @Test
    void theWriterWritesTheGoldenBytes() throws Exception {
        MemoryBlobStore golden = files();
        MemoryBlobStore written = GoldenVault.write();

        assertThat(written.names()).isEqualTo(golden.names());
        for (BlobName name : golden.names()) {
            if (!compressed(name)) {
                assertThat(written.bytes(name)).as("%s", name).isEqualTo(golden.bytes(name));
            }
        }
    }

    @Test
    void theReaderReadsTheGoldenVault() throws Exception {
        Vault vault = Vault.open(files(), Secret.ofText(Vaults.PASSPHRASE), new SeededEntropy(1))
                .orThrow();
        assertThat(vault.name()).isEqualTo("golden");
        assertThat(new AuthorityKeys(vault).newest().orElseThrow().certificate())
                .containsExactly(1, 2, 3);
        assertThat(new Catalog(vault).machines().all()).hasSize(1);
        Heads heads = new Heads(vault, GoldenVault.MACHINE, 0);
        List<BaseLayer> layers = heads.read().orElseThrow().layers();
        assertThat(layers).hasSize(1);
        assertThat(heads.points()).extracting(RecoveryPoint::id).containsExactly(GoldenVault.SECOND, GoldenVault.FIRST);
        for (RecoveryPoint point : heads.points()) {
            for (DiskCut cut : point.cuts()) {
                for (List<BaseLayer> used : List.of(layers, List.<BaseLayer>of())) {
                    MemoryTarget target = new MemoryTarget(GoldenVault.DISK_BYTES, false);
                    new PointRestore(vault, Lanes.ONE).disk(cut, used, target, Progress.NONE);
                    assertThat(target.content()).isEqualTo(GoldenVault.content(cut.disk(), point.id()));
                }
            }
        }
    }

    @Test
    void theGoldenVaultIsSound() throws Exception {
        Vault vault = Vault.open(files(), Secret.ofText(Vaults.PASSPHRASE), new SeededEntropy(1))
                .orThrow();
        CheckResult result = new VaultCheck(vault, Lanes.ONE).run(100, Progress.NONE);

        assertThat(result.findings()).isEmpty();
        assertThat(result.points()).isEqualTo(2);
    }

    @Test
    void aReaderWrittenFromTheFormatPageAloneReadsEveryDiskAtEveryPoint() throws Exception {
        IndependentReader reader = new IndependentReader(folder(), Vaults.PASSPHRASE);
        assertThat(reader.document("vault.json").get("name").asText()).isEqualTo("golden");
        JsonNode points = reader.document("state/machines/golden/head.json").get("points");
        assertThat(points).hasSize(2);
        for (JsonNode point : points) {
            for (JsonNode cut : point.get("cuts")) {
                JsonNode position = cut.get("position");
                byte[] content = reader.disk(
                        cut.get("disk").asText(),
                        position.get("epoch").asLong(),
                        position.get("sequence").asLong(),
                        cut.get("bytes").asInt());
                assertThat(content)
                        .isEqualTo(GoldenVault.content(
                                new DiskId(cut.get("disk").asText()),
                                new PointId(point.get("id").asText())));
            }
        }
    }

    /** What a compressor makes of its input may change with its version; the format does not depend on it. */
    private static boolean compressed(BlobName name) {
        return name.value().endsWith(".seg") && !name.value().contains(GoldenVault.RAW.value());
    }

    static MemoryBlobStore files() throws IOException, URISyntaxException {
        MemoryBlobStore store = new MemoryBlobStore();
        Path folder = folder();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                store.overwrite(new BlobName(name), Files.readAllBytes(file));
            }
        }
        return store;
    }

    private static Path folder() throws URISyntaxException {
        return Path.of(GoldenVaultTest.class.getResource("/golden/v1").toURI());
    }
}
