package io.leeward.replication.spool;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.file.Storage;
import io.leeward.kernel.file.StoredFile;
import io.leeward.replication.work.SegmentFile;
import io.leeward.vault.epoch.Epoch;
import io.leeward.vault.segment.Frame;
import io.leeward.vault.segment.SegmentIndex;
import io.leeward.vault.segment.SegmentRecovery;
import io.leeward.vault.segment.SegmentScope;
import io.leeward.vault.segment.SegmentSource;
import io.leeward.vault.segment.SegmentVerifier;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Finds out what the spool holds of an epoch after a restart. Closed segments are verified and never changed; the one
 * that was open is cut behind its last authentic frame and closed. What does not join on without a gap, and everything
 * behind it, is damage: of it nothing is used.
 */
public final class JournalRecovery {
    private static final int READ_BYTES = 256 * 1024;

    private final Spool spool;
    private final Storage storage;
    private final Epoch epoch;
    private final Sealing sealing;
    private final List<ClosedSegment> good = new ArrayList<>();
    private final List<Frame.Mark> marks = new ArrayList<>();
    private Optional<Issue> damage = Optional.empty();
    private long end;

    /**
     * A journal as it was found.
     *
     * @param journal goes on after the last good frame
     * @param marks markers in the good segments, by sequence
     */
    public record Found(DiskJournal journal, List<Frame.Mark> marks) {}

    private JournalRecovery(Spool spool, Epoch epoch, long stored, Sealing sealing) {
        this.spool = spool;
        this.storage = spool.storage();
        this.epoch = epoch;
        this.sealing = sealing;
        end = stored;
    }

    /**
     * Recovers the journal of an epoch that this spool holds.
     *
     * @param stored highest sequence up to which the epoch is contiguous in the vault
     */
    public static Found recover(Spool spool, Epoch epoch, long stored, Sealing sealing) {
        JournalRecovery recovery = new JournalRecovery(spool, epoch, stored, sealing);
        for (SegmentName name : spool.segments(epoch.disk(), epoch.number())) {
            if (recovery.damage.isPresent()) {
                break;
            }
            recovery.take(name);
        }
        DiskJournal journal = new DiskJournal(spool, epoch, sealing, recovery.end, recovery.good, recovery.damage);
        return new Found(journal, recovery.marks);
    }

    private void take(SegmentName name) {
        if (name.first() > end + 1) {
            damage = Optional.of(damaged("Frames " + (end + 1) + " to " + (name.first() - 1) + " are missing."));
        } else if (name.closed()) {
            verify(name);
        } else {
            finish(name);
        }
    }

    private void verify(SegmentName name) {
        try (StoredFile file = storage.open(name.file())) {
            Outcome<SegmentIndex> verified = SegmentVerifier.verify(
                    SegmentScope.journal(epoch), name.first(), SegmentSource.of(file), sealing.buffers());
            switch (verified) {
                case Outcome.Done<SegmentIndex>(SegmentIndex index) -> keep(name, index, file);
                case Outcome.Refused<SegmentIndex>(Issue issue) -> notVerified(issue);
                case Outcome.Failed<SegmentIndex>(Issue issue, Outcome.Retry retry) -> notVerified(issue);
            }
        }
    }

    private void notVerified(Issue issue) {
        damage = Optional.of(damaged(issue.message() + " " + issue.cause()));
    }

    private void finish(SegmentName name) {
        try (StoredFile file = storage.open(name.file())) {
            SegmentRecovery found = SegmentRecovery.recover(
                    SegmentScope.journal(epoch), SegmentSource.of(file), sealing.entropy(), sealing.buffers());
            switch (found) {
                case SegmentRecovery.Empty empty -> storage.delete(name.file());
                case SegmentRecovery.Closed(SegmentIndex index) -> close(name, index, file);
                case SegmentRecovery.Torn(long validBytes, SegmentIndex index, ByteBuffer end) -> {
                    file.truncate(validBytes);
                    file.write(validBytes, end);
                    close(name, index, file);
                }
            }
        }
    }

    private void close(SegmentName name, SegmentIndex index, StoredFile file) {
        file.sync();
        storage.rename(name.file(), name.close().file());
        storage.syncFolder();
        keep(name.close(), index, file);
    }

    private void keep(SegmentName name, SegmentIndex index, StoredFile file) {
        if (index.first() != name.first()) {
            damage = Optional.of(damaged("A segment holds other frames than its name says."));
            return;
        }
        SegmentFile kept = new SegmentFile(
                epoch.disk(), epoch.number(), index.first(), index.last(), name.file(), file.size(), checksum(file));
        good.add(new ClosedSegment(
                kept,
                Optional.empty(),
                index.marks().stream().map(Frame.Mark::point).toList()));
        marks.addAll(index.marks());
        end = Math.max(end, index.last());
    }

    private int checksum(StoredFile file) {
        CRC32C sum = new CRC32C();
        ByteBuffer bytes = ByteBuffer.allocate(READ_BYTES);
        for (long at = 0; file.read(at, bytes.clear()) > 0; at += bytes.limit()) {
            bytes.flip();
            sum.update(bytes.duplicate());
        }
        return (int) sum.getValue();
    }

    private Issue damaged(String why) {
        return new Issue(
                "SPOOL-DAMAGED",
                Issue.Kind.FAILED,
                "The spool no longer holds all that it had acknowledged of disk " + epoch.disk() + ".",
                why,
                "Nothing: replication goes on in a new epoch.");
    }
}
