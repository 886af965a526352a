package io.leeward.replication.work;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome.Retry;
import io.leeward.vault.blob.Blob;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.BlobStore;
import io.leeward.vault.blob.CreateResult;
import io.leeward.vault.blob.StoreException;
import io.leeward.vault.layout.Names;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * Creates a segment in the store, once: what lies there already under its name is either the same, and that is done, or
 * it is not ours.
 */
final class SegmentUpload {
    private final BlobStore store;
    private final SpoolReader spool;

    SegmentUpload(BlobStore store, SpoolReader spool) {
        this.store = store;
        this.spool = spool;
    }

    WorkResult perform(SegmentFile segment) {
        Optional<ByteBuffer> found = spool.read(segment.file()).filter(content -> intact(segment, content));
        if (found.isEmpty()) {
            return new WorkResult.SegmentDamaged(damaged(segment));
        }
        ByteBuffer content = found.get();
        BlobName name = Names.segment(segment.disk(), segment.epoch(), segment.first());
        try {
            return switch (store.create(name, content)) {
                case CreateResult.Created created -> new WorkResult.SegmentStored();
                case CreateResult.Exists exists -> compare(name, content);
            };
        } catch (StoreException e) {
            return e.outcomeUnknown() ? compare(name, content) : new WorkResult.NotDone(e.issue(), Retry.LATER);
        }
    }

    private WorkResult compare(BlobName name, ByteBuffer content) {
        Optional<Blob> there = store.read(name);
        if (there.isEmpty()) {
            return new WorkResult.NotDone(notThere(name), Retry.LATER);
        }
        boolean same = Arrays.equals(hash(there.get().content()), hash(content));
        return same ? new WorkResult.SegmentStored() : new WorkResult.FencedOff(taken(name));
    }

    private static boolean intact(SegmentFile segment, ByteBuffer content) {
        CRC32C sum = new CRC32C();
        sum.update(content.duplicate());
        return content.remaining() == segment.bytes() && (int) sum.getValue() == segment.checksum();
    }

    private static byte[] hash(ByteBuffer content) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(content.duplicate());
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }

    private static Issue damaged(SegmentFile segment) {
        return Issue.of(
                "SPOOL-DAMAGED",
                Issue.Kind.FAILED,
                "Frames " + segment.first() + " to " + segment.last() + " of disk " + segment.disk()
                        + " are no longer in the spool as they were written.",
                "Look at the disk of the process server; replication goes on in a new epoch.");
    }

    private static Issue notThere(BlobName name) {
        return Issue.of(
                "UPLOAD-LOST",
                Issue.Kind.NOT_REACHABLE,
                "The upload of " + name + " got lost.",
                "Nothing: it is repeated.");
    }

    private static Issue taken(BlobName name) {
        return Issue.of(
                "JOURNAL-FENCED",
                Issue.Kind.NOT_ALLOWED,
                "Another writer has put other content under " + name + ".",
                "Make sure that the spool of this server was not copied to another one, then start replication again.");
    }
}
