package io.leeward.processserver.machine;

import io.leeward.kernel.Ticker;
import io.leeward.operations.port.ReplicationStatus;
import io.leeward.operations.port.ReplicationStatus.DiskReplication;
import io.leeward.operations.port.ReplicationStatus.PointUnderway;
import io.leeward.replication.status.DiskStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A replicator's status in the words of operations, with the rate at which data comes in. Owned by the loop. */
final class StatusReport {
    /** Weight of the newest second in the average rate. */
    private static final double WEIGHT_PER_SECOND = 0.3;

    private final Ticker ticker;
    private long measuredAt;
    private long measuredBytes;
    private double bytesPerSecond;
    private boolean copied;

    StatusReport(Ticker ticker) {
        this.ticker = ticker;
        measuredAt = ticker.nanos();
    }

    ReplicationStatus of(
            io.leeward.replication.status.ReplicationStatus status, List<PointUnderway> underway, boolean copySeen) {
        measure(status.receivedBytes());
        boolean connected = status.link() == io.leeward.replication.status.ReplicationStatus.Link.CONNECTED;
        copied |= copySeen
                || status.newest().isPresent()
                || status.disks().stream().allMatch(DiskStatus::copyComplete)
                        && !status.disks().isEmpty();
        return new ReplicationStatus(
                status.machine(),
                connected,
                status.lastHeard(),
                copied,
                status.resync(),
                status.attention(),
                status.newest(),
                underway,
                status.nextPoint(),
                oldest(status, connected, DiskStatus::acknowledgedAt),
                oldest(
                        status,
                        connected,
                        disk -> disk.stored() >= disk.acknowledged() ? disk.acknowledgedAt() : disk.storedAt()),
                Math.round(bytesPerSecond),
                status.spoolBytes(),
                status.disks().stream().map(StatusReport::disk).toList());
    }

    private static DiskReplication disk(DiskStatus disk) {
        return new DiskReplication(
                disk.disk(),
                disk.epoch(),
                disk.acknowledged(),
                disk.stored(),
                disk.acknowledgedAt(),
                disk.storedAt(),
                disk.copiedBytes(),
                disk.pendingBytes());
    }

    /**
     * The machine is as far as the disk that is furthest behind; a disk on which nothing waits is up to date as long as
     * it is heard.
     */
    private static Optional<Instant> oldest(
            io.leeward.replication.status.ReplicationStatus status,
            boolean connected,
            Function<DiskStatus, Optional<Instant>> at) {
        Optional<Instant> oldest = Optional.empty();
        for (DiskStatus disk : status.disks()) {
            boolean quiet = connected && disk.copyComplete() && disk.pendingBytes() == 0;
            Optional<Instant> here = quiet ? status.lastHeard() : at.apply(disk);
            if (here.isEmpty()) {
                return Optional.empty();
            }
            oldest = oldest.filter(other -> other.isBefore(here.get())).or(() -> here);
        }
        return oldest;
    }

    private void measure(long bytes) {
        long now = ticker.nanos();
        double seconds = (now - measuredAt) / 1e9;
        if (seconds < 0.1) {
            return;
        }
        double rate = Math.max(0, bytes - measuredBytes) / seconds;
        double weight = 1 - Math.pow(1 - WEIGHT_PER_SECOND, seconds);
        bytesPerSecond += weight * (rate - bytesPerSecond);
        measuredAt = now;
        measuredBytes = bytes;
    }
}
