package io.leeward.vault.epoch;

import io.leeward.model.DiskId;
import io.leeward.model.VaultId;
import io.leeward.vault.key.Hkdf;

/** An epoch together with its key: what is needed to read and write its segments. Immutable, thread-safe. */
public final class Epoch {
    private final VaultId vault;
    private final EpochRecord record;
    private final byte[] key;

    Epoch(VaultId vault, EpochRecord record, byte[] key) {
        this.vault = vault;
        this.record = record;
        this.key = key;
    }

    public VaultId vault() {
        return vault;
    }

    public EpochRecord record() {
        return record;
    }

    public DiskId disk() {
        return record.disk();
    }

    public long number() {
        return record.number();
    }

    /** A key for one purpose within the epoch: HKDF of the epoch's data key. */
    public byte[] derive(byte[] salt, String purpose) {
        return Hkdf.derive(key, salt, purpose);
    }

    @Override
    public String toString() {
        return "epoch " + record.number() + " of disk " + record.disk();
    }
}
