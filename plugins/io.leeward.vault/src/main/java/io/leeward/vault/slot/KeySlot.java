package io.leeward.vault.slot;

import io.leeward.kernel.Secret;
import io.leeward.model.VaultId;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.key.AesGcm;
import io.leeward.vault.key.Hkdf;
import io.leeward.vault.key.PassphraseCost;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What lies in a key slot: the vault key sealed under a key stretched from the recovery passphrase. Everything else in
 * the slot is bound to it.
 *
 * @param format of the vault
 * @param vault identifier of the vault
 * @param writeId 32 hexadecimal digits, new for every slot
 * @param kdf always {@code argon2id}
 * @param memoryKib memory of Argon2id in KiB
 * @param iterations passes of Argon2id
 * @param lanes parallelism of Argon2id
 * @param salt 16 random bytes
 * @param wrapped the 32 bytes of the vault key and a tag of 16
 */
record KeySlot(
        int format,
        String vault,
        String writeId,
        String kdf,
        int memoryKib,
        int iterations,
        int lanes,
        byte[] salt,
        byte[] wrapped) {
    static final String ARGON2ID = "argon2id";

    private static final Pattern WRITE_ID = Pattern.compile("[0-9a-f]{32}");

    static KeySlot wrap(
            BlobName name,
            VaultId vault,
            String writeId,
            Secret passphrase,
            PassphraseCost cost,
            byte[] salt,
            Secret key) {
        KeySlot open = new KeySlot(
                1,
                vault.value(),
                writeId,
                ARGON2ID,
                cost.memoryKib(),
                cost.iterations(),
                cost.lanes(),
                salt,
                new byte[0]);
        byte[] bytes = key.reveal();
        byte[] wrapped = AesGcm.sealOnce(open.wrappingKey(passphrase, cost), open.context(name), bytes);
        Arrays.fill(bytes, (byte) 0);
        return new KeySlot(
                open.format, open.vault, writeId, ARGON2ID, open.memoryKib, open.iterations, open.lanes, salt, wrapped);
    }

    /** Whether the fields can be those of a slot of this format, with a cost that is not absurd. */
    boolean complete() {
        boolean whole = vault != null && writeId != null && kdf != null && salt != null && wrapped != null;
        return whole
                && format == 1
                && kdf.equals(ARGON2ID)
                && WRITE_ID.matcher(writeId).matches()
                && salt.length == PassphraseCost.SALT_BYTES
                && wrapped.length == Hkdf.KEY_BYTES + AesGcm.TAG_BYTES
                && cost().isPresent();
    }

    /** The vault key; empty when the passphrase is wrong or the slot was altered. */
    Optional<Secret> unwrap(BlobName name, Secret passphrase) {
        return cost().flatMap(cost -> AesGcm.openOnce(wrappingKey(passphrase, cost), context(name), wrapped)
                .map(Secret::of));
    }

    private Optional<PassphraseCost> cost() {
        try {
            return Optional.of(new PassphraseCost(memoryKib, iterations, lanes));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private byte[] wrappingKey(Secret passphrase, PassphraseCost cost) {
        return Hkdf.derive(cost.stretch(passphrase, salt), salt, "leeward/v1/slot");
    }

    private byte[] context(BlobName name) {
        String fields = String.join(
                "\n",
                "leeward/v1/slot",
                vault,
                name.value(),
                writeId,
                kdf,
                Integer.toString(memoryKib),
                Integer.toString(iterations),
                Integer.toString(lanes),
                HexFormat.of().formatHex(salt));
        return fields.getBytes(StandardCharsets.UTF_8);
    }
}
