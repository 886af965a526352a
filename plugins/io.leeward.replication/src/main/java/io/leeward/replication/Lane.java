package io.leeward.replication;

import io.leeward.kernel.bytes.Block;
import io.leeward.model.Disk;
import io.leeward.model.DiskCut;
import io.leeward.model.DiskId;
import io.leeward.model.Position;
import io.leeward.replication.session.DiskBasis;
import io.leeward.replication.spool.DiskJournal;
import io.leeward.replication.status.DiskStatus;
import io.leeward.vault.epoch.Coverage;
import io.leeward.vault.epoch.Epoch;
import io.leeward.wire.data.AgentMessage;
import java.time.Instant;
import java.util.Optional;

/** What a replicator knows of one disk. Owned by the loop. */
final class Lane {
    private final Disk disk;
    private Optional<Epoch> epoch = Optional.empty();
    private Optional<DiskJournal> journal = Optional.empty();
    private long stored;
    private Optional<Instant> storedAt = Optional.empty();
    private Optional<Instant> acknowledgedAt = Optional.empty();
    private Optional<Instant> receivedAt = Optional.empty();
    private boolean complete;
    private String why = "";
    private long bytes;
    private long copiedBytes;
    private long pendingBytes;
    private String note = "";

    Lane(Disk disk) {
        this.disk = disk;
        bytes = disk.bytes();
    }

    DiskId id() {
        return disk.id();
    }

    Optional<Epoch> epoch() {
        return epoch;
    }

    /** The journal in the spool; present only while this spool holds the current epoch. */
    Optional<DiskJournal> journal() {
        return journal;
    }

    long stored() {
        return stored;
    }

    long durable() {
        return journal.map(DiskJournal::durable).orElse(stored);
    }

    boolean complete() {
        return complete;
    }

    String why() {
        return why;
    }

    /** Takes what the vault says of the disk; the spool does not hold the epoch, or that is not known yet. */
    void line(Epoch current, long storedSequence, boolean known) {
        epoch = Optional.of(current);
        stored = storedSequence;
        complete = known;
        journal = Optional.empty();
    }

    /** The spool holds the current epoch. */
    void hold(DiskJournal held) {
        journal = Optional.of(held);
    }

    /** Goes on in a new epoch that this spool claimed. */
    void begin(Epoch claimed, DiskJournal held, String reason) {
        line(claimed, 0, false);
        hold(held);
        why = reason;
        acknowledgedAt = Optional.empty();
    }

    void completed() {
        complete = true;
    }

    void stored(long sequence, Optional<Instant> at) {
        stored = sequence;
        storedAt = at.or(() -> storedAt);
    }

    void received(Instant at) {
        receivedAt = Optional.of(at);
    }

    void acknowledged() {
        acknowledgedAt = receivedAt.or(() -> acknowledgedAt);
    }

    void heard(AgentMessage.DiskStatus said) {
        copiedBytes = Math.max(0, said.copiedBytes());
        pendingBytes = Math.max(0, said.pendingBytes());
        note = said.note();
    }

    /** The size that the agent says the disk has now. */
    void bytes(long now) {
        bytes = now;
    }

    long bytes() {
        return bytes;
    }

    boolean inside(long offset, long length) {
        boolean within = offset >= 0 && length > 0 && offset % Block.BYTES == 0 && length <= bytes - offset;
        return within && (length % Block.BYTES == 0 || offset + length == bytes);
    }

    Optional<DiskBasis> basis() {
        return epoch.map(current -> new DiskBasis(
                current.number(),
                current.record().coverage(),
                current.record().parent(),
                current.record().diskBytes(),
                journal.isPresent(),
                journal.flatMap(DiskJournal::damage),
                durable(),
                stored,
                complete));
    }

    /** Where a new epoch would begin. */
    Optional<Position> parent() {
        return epoch.map(current -> new Position(current.number(), stored));
    }

    /** Everything of it that can be stored is stored. */
    boolean drained() {
        return journal.isEmpty() || stored >= journal.get().durable();
    }

    /**
     * Whether the vault holds the journal up to a cut; cuts in earlier epochs lie on the line, or they would have
     * failed.
     */
    boolean holds(DiskCut cut) {
        return epoch.filter(current -> cut.position().epoch() < current.number()
                        || cut.position().epoch() == current.number()
                                && cut.position().sequence() <= stored)
                .isPresent();
    }

    /** Whether a comparison is going on. */
    boolean comparing() {
        return !complete
                && epoch.filter(current -> current.record().coverage() == Coverage.COMPARED)
                        .isPresent();
    }

    long spoolBytes() {
        return journal.map(DiskJournal::bytes).orElse(0L);
    }

    DiskStatus status() {
        return new DiskStatus(
                disk.id(),
                bytes,
                epoch.map(Epoch::number).orElse(0L),
                durable(),
                stored,
                acknowledgedAt,
                storedAt,
                complete,
                copiedBytes,
                pendingBytes,
                spoolBytes(),
                note);
    }
}
