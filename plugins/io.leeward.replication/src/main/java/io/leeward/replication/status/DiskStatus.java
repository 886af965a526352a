package io.leeward.replication.status;

import io.leeward.model.DiskId;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a disk is.
 *
 * @param disk the disk
 * @param bytes its size
 * @param epoch current epoch, 0 before the first
 * @param acknowledged highest sequence durable in the spool
 * @param stored highest sequence up to which the epoch is contiguous in the vault
 * @param acknowledgedAt when the newest acknowledged data was received
 * @param storedAt when the newest stored data was received
 * @param copyComplete whether the epoch's initial copy or comparison is complete, or none is needed
 * @param copiedBytes bytes looked at by the present full pass
 * @param pendingBytes bytes that changed and are not stored, by the agent's count
 * @param spoolBytes bytes in the spool
 * @param note what the agent is doing, in a few words; empty when nothing was heard
 */
public record DiskStatus(
        DiskId disk,
        long bytes,
        long epoch,
        long acknowledged,
        long stored,
        Optional<Instant> acknowledgedAt,
        Optional<Instant> storedAt,
        boolean copyComplete,
        long copiedBytes,
        long pendingBytes,
        long spoolBytes,
        String note) {}
