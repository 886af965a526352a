package io.leeward.vault;

import io.leeward.kernel.Secret;
import io.leeward.model.Direction;
import io.leeward.model.DiskId;
import io.leeward.model.Position;
import io.leeward.vault.blob.BlobStore;
import io.leeward.vault.epoch.Coverage;
import io.leeward.vault.epoch.Epoch;
import io.leeward.vault.epoch.Epochs;
import io.leeward.vault.key.PassphraseCost;
import java.time.Instant;
import java.util.Optional;

/** Vaults for tests: cheap to open, the same for the same seed. */
public final class Vaults {
    /** As cheap as Argon2id can be. */
    public static final PassphraseCost CHEAP = new PassphraseCost(8, 1, 1);

    public static final Instant NOW = Instant.parse("2026-11-22T10:15:30Z");
    public static final String PASSPHRASE = "correct horse battery staple";

    private Vaults() {}

    /** Creates a vault in an empty store. */
    public static Vault create(BlobStore store, long seed) {
        return Vault.create(store, "lee", Secret.ofText(PASSPHRASE), CHEAP, () -> NOW, new SeededEntropy(seed))
                .orThrow();
    }

    /** Claims the first epoch of a disk. */
    public static Epoch firstEpoch(Vault vault, DiskId disk, long diskBytes) {
        return claim(vault, disk, Optional.empty(), Coverage.INITIAL, diskBytes);
    }

    /** Claims the next epoch of a disk. */
    public static Epoch claim(Vault vault, DiskId disk, Optional<Position> parent, Coverage coverage, long diskBytes) {
        return new Epochs(vault).claim(disk, parent, coverage, Direction.TO_CLOUD, diskBytes, "test", NOW);
    }
}
