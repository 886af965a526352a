package io.leeward.replication.spool;

import io.leeward.model.DiskId;
import io.leeward.model.Identifier;
import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Name of a segment's file in the spool: {@code <disk>.<epoch>.<first sequence>.open} while it is written, {@code .seg}
 * once it is closed.
 *
 * @param disk the disk
 * @param epoch of the disk
 * @param first sequence of the first frame
 * @param closed whether nothing is ever written to it again
 */
record SegmentName(DiskId disk, long epoch, long first, boolean closed) {
    static final Comparator<SegmentName> ORDER =
            Comparator.comparingLong(SegmentName::first).thenComparing(SegmentName::closed, Comparator.reverseOrder());

    private static final Pattern SHAPE = Pattern.compile("([a-z0-9-]+)\\.([0-9]{10})\\.([0-9]{19})\\.(open|seg)");

    String file() {
        return String.format(java.util.Locale.ROOT, "%s.%010d.%019d.%s", disk, epoch, first, closed ? "seg" : "open");
    }

    SegmentName close() {
        return new SegmentName(disk, epoch, first, true);
    }

    /** Reads a file's name; empty when it is none of a segment. */
    static Optional<SegmentName> parse(String file) {
        Matcher parts = SHAPE.matcher(file);
        if (!parts.matches() || !Identifier.valid(parts.group(1))) {
            return Optional.empty();
        }
        try {
            long epoch = Long.parseLong(parts.group(2));
            long first = Long.parseLong(parts.group(3));
            return Optional.of(new SegmentName(
                    new DiskId(parts.group(1)), epoch, first, parts.group(4).equals("seg")));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }
}
