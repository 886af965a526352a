package io.leeward.capture.disk;

import io.leeward.kernel.ByteSize;
import io.leeward.kernel.Issue;
import io.leeward.kernel.bytes.Extent;
import io.leeward.kernel.bytes.ExtentSet;

/** What can be wrong with a disk, in words. */
final class Faults {
    private Faults() {}

    static Issue size(SourceDisk disk, long now) {
        return new Issue(
                "DISK-SIZE",
                Issue.Kind.FAILED,
                "The disk " + disk.path() + " has " + now + " bytes now and had " + disk.bytes()
                        + " when it was enrolled; it is not replicated.",
                now < disk.bytes() ? "it was made smaller or replaced" : "it was made larger or replaced",
                "Bring the disk back to its size, or enrol the machine again with the disk as it is now.");
    }

    static Issue unreadable(SourceDisk disk, ExtentSet blocks) {
        Extent first = blocks.extents().getFirst();
        return new Issue(
                "DISK-UNREADABLE",
                Issue.Kind.FAILED,
                new ByteSize(blocks.bytes()) + " of the disk " + disk.path() + " cannot be read, the first at byte "
                        + first.offset() + "; everything else is replicated, but no recovery point can be cut.",
                "the disk reports input/output errors",
                "Replace the disk, or overwrite the blocks named in the kernel log; they are read again at every pass.");
    }

    static Issue notReady(SourceDisk disk) {
        return Issue.of(
                "POINT-NOT-READY",
                Issue.Kind.NOT_ALLOWED,
                "The disk " + disk.path()
                        + " has not been copied or compared as a whole yet, so no recovery point can be cut.",
                "Wait until the first copy or the comparison is done.");
    }
}
