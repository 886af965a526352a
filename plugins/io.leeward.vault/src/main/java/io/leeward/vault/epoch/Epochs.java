package io.leeward.vault.epoch;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;
import io.leeward.model.Direction;
import io.leeward.model.DiskId;
import io.leeward.model.Position;
import io.leeward.vault.Vault;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.document.DocumentCreation;
import io.leeward.vault.document.NotAuthentic;
import io.leeward.vault.key.AesGcm;
import io.leeward.vault.key.Hkdf;
import io.leeward.vault.layout.Names;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The epochs of a vault's disks. Thread-safe as far as the vault is. */
public final class Epochs {
    /** How many numbers in a row may be taken by others while one epoch is claimed. */
    public static final int MOST_LOST_CLAIMS = 100;

    private final Vault vault;

    public Epochs(Vault vault) {
        this.vault = vault;
    }

    /**
     * Claims the next epoch of a disk. When another writer takes the number first, the next one is tried; a claim whose
     * answer was lost is recognized by its write id.
     */
    public Epoch claim(
            DiskId disk,
            Optional<Position> parent,
            Coverage coverage,
            Direction direction,
            long diskBytes,
            String writer,
            Instant now) {
        long number = newest(disk) + 1;
        for (int lost = 0; lost < MOST_LOST_CLAIMS; lost++, number++) {
            EpochRecord record = new EpochRecord(disk, number, parent, coverage, direction, diskBytes, writer, now);
            byte[] key = vault.entropy().bytes(Hkdf.KEY_BYTES);
            byte[] wrapped = AesGcm.sealOnce(wrappingKey(disk, number), context(disk, number), key);
            switch (vault.documents().create(Names.epoch(disk, number), new EpochDocument(record, wrapped))) {
                case DocumentCreation.Written written -> {
                    return new Epoch(vault.id(), record, key);
                }
                case DocumentCreation.Exists taken -> {}
            }
        }
        throw new IssueException(Issue.of(
                "EPOCH-NOT-CLAIMED",
                Issue.Kind.FAILED,
                "Other writers took " + MOST_LOST_CLAIMS + " epochs of disk " + disk + " in a row.",
                "Make sure that only one engine owns this vault."));
    }

    /** Opens an epoch; empty when there is none of that number. */
    public Optional<Epoch> open(DiskId disk, long number) {
        BlobName name = Names.epoch(disk, number);
        return vault.documents().read(name, EpochDocument.class).map(document -> {
            EpochDocument said = document.value();
            if (said.epoch() == null || said.wrappedKey() == null) {
                throw NotAuthentic.of("blob " + name, "It does not describe an epoch.");
            }
            if (!said.epoch().disk().equals(disk) || said.epoch().number() != number) {
                throw NotAuthentic.of("blob " + name, "It describes another epoch than its name says.");
            }
            byte[] key = AesGcm.openOnce(wrappingKey(disk, number), context(disk, number), said.wrappedKey())
                    .orElseThrow(() -> NotAuthentic.of("blob " + name, "Its data key does not open."));
            return new Epoch(vault.id(), said.epoch(), key);
        });
    }

    /** Opens an epoch that must be there. */
    public Epoch require(DiskId disk, long number) {
        return open(disk, number)
                .orElseThrow(() -> NotAuthentic.of(
                        "blob " + Names.epoch(disk, number), "It is missing although something refers to it."));
    }

    /** All epochs of a disk, by number. */
    public List<EpochRecord> list(DiskId disk) {
        List<EpochRecord> records = new ArrayList<>();
        long newest = newest(disk);
        for (long number = 1; number <= newest; number++) {
            records.add(require(disk, number).record());
        }
        return records;
    }

    /**
     * Highest number of an epoch of a disk; 0 when it has none. Found by doubling and halving, because the numbers of a
     * disk have no gaps: the blob of an epoch is kept for as long as anything of its disk is.
     */
    public long newest(DiskId disk) {
        long absent = 1;
        while (exists(disk, absent)) {
            absent *= 2;
        }
        long present = absent / 2;
        while (absent - present > 1) {
            long middle = (present + absent) >>> 1;
            if (exists(disk, middle)) {
                present = middle;
            } else {
                absent = middle;
            }
        }
        return present;
    }

    private boolean exists(DiskId disk, long number) {
        return number <= EpochRecord.LAST_NUMBER
                && vault.store().size(Names.epoch(disk, number)).isPresent();
    }

    private byte[] wrappingKey(DiskId disk, long number) {
        return vault.key().derive("leeward/v1/epoch\n" + disk + "\n" + number);
    }

    private byte[] context(DiskId disk, long number) {
        return ("leeward/v1/epoch\n" + vault.id() + "\n" + disk + "\n" + number).getBytes(StandardCharsets.US_ASCII);
    }
}
