package io.leeward.operations.machines;

import io.leeward.model.DiskId;
import java.time.Instant;
import java.util.Optional;

/**
 * A disk as it is being replicated.
 *
 * @param id the disk
 * @param path where the machine finds it
 * @param bytes its size
 * @param epoch current epoch, or 0 before the first
 * @param acknowledgedSequence highest sequence durable in a spool
 * @param storedSequence highest sequence up to which the epoch is contiguous in the vault
 * @param acknowledged when the newest acknowledged data was received
 * @param stored when the newest stored data was received
 * @param copiedBytes bytes of the initial copy or comparison done
 * @param pendingBytes bytes known to have changed and not yet stored
 */
public record DiskView(
        DiskId id,
        String path,
        long bytes,
        long epoch,
        long acknowledgedSequence,
        long storedSequence,
        Optional<Instant> acknowledged,
        Optional<Instant> stored,
        long copiedBytes,
        long pendingBytes) {}
