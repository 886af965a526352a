package io.leeward.replication.spool;

import io.leeward.kernel.bytes.ByteReader;
import io.leeward.kernel.bytes.ByteWriter;
import io.leeward.kernel.bytes.MalformedException;
import io.leeward.model.DiskId;
import io.leeward.model.SpoolId;
import io.leeward.replication.session.Tokens;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the spool of a machine remembers beside its segments.
 *
 * @param spool identifier of this incarnation of the spool
 * @param tokens what tells the agent from an earlier state of itself
 * @param dormant why nothing is accepted until a person has decided, if so
 * @param sameMachine whether a person confirmed that the next agent to speak is the machine, whatever its hardware says
 * @param disks what is remembered of each disk
 */
public record SpoolRecord(
        SpoolId spool, Tokens tokens, Optional<String> dormant, boolean sameMachine, Map<DiskId, HeldDisk> disks) {
    /** Most bytes of an encoded record. */
    public static final int LARGEST_BYTES = 256 * 1024;

    private static final int VERSION = 1;
    private static final int MOST_DISKS = 1024;
    private static final int LONGEST_TEXT = 2048;

    /**
     * What the spool remembers of a disk.
     *
     * @param epoch the epoch that this spool claimed last, or 0
     * @param complete whether the copy or comparison that the epoch began with was completed
     * @param resync why the disk has to be compared, if so
     */
    public record HeldDisk(long epoch, boolean complete, Optional<String> resync) {
        public static final HeldDisk NOTHING = new HeldDisk(0, false, Optional.empty());

        /** The copy or comparison is complete. */
        public HeldDisk completed() {
            return new HeldDisk(epoch, true, resync);
        }

        /** The disk has to be compared. */
        public HeldDisk compared(String reason) {
            return new HeldDisk(epoch, complete, Optional.of(reason));
        }
    }

    public SpoolRecord {
        disks = Collections.unmodifiableMap(new TreeMap<>(disks));
    }

    /** The record of a spool that has just been made. */
    public static SpoolRecord fresh(SpoolId spool) {
        return new SpoolRecord(spool, Tokens.fresh(), Optional.empty(), false, Map.of());
    }

    /** What is remembered of a disk. */
    public HeldDisk disk(DiskId disk) {
        return disks.getOrDefault(disk, HeldDisk.NOTHING);
    }

    public SpoolRecord with(DiskId disk, HeldDisk held) {
        Map<DiskId, HeldDisk> changed = new TreeMap<>(disks);
        changed.put(disk, held);
        return new SpoolRecord(spool, tokens, dormant, sameMachine, changed);
    }

    public SpoolRecord with(Tokens newTokens) {
        return new SpoolRecord(spool, newTokens, dormant, sameMachine, disks);
    }

    public SpoolRecord withDormant(Optional<String> reason) {
        return new SpoolRecord(spool, tokens, reason, sameMachine, disks);
    }

    public SpoolRecord withSameMachine(boolean confirmed) {
        return new SpoolRecord(spool, tokens, dormant, confirmed, disks);
    }

    ByteBuffer encode() {
        ByteWriter out = new ByteWriter(512, LARGEST_BYTES);
        out.u8(VERSION).text(spool.value());
        optional(out, tokens.confirmed());
        optional(out, tokens.offered());
        out.u16(tokens.superseded().size());
        tokens.superseded().forEach(out::text);
        optional(out, dormant);
        out.bool(sameMachine).u16(disks.size());
        disks.forEach((disk, held) -> {
            out.text(disk.value()).i64(held.epoch()).bool(held.complete());
            optional(out, held.resync());
        });
        return out.written();
    }

    private static void optional(ByteWriter out, Optional<String> text) {
        out.bool(text.isPresent());
        text.ifPresent(
                value -> out.text(value.length() > LONGEST_TEXT / 4 ? value.substring(0, LONGEST_TEXT / 4) : value));
    }

    static SpoolRecord decode(ByteBuffer bytes) {
        ByteReader in = new ByteReader(bytes);
        if (in.u8() != VERSION) {
            throw new MalformedException("a spool record of another version");
        }
        SpoolId spool = new SpoolId(in.text(LONGEST_TEXT));
        Optional<String> confirmed = optional(in);
        Optional<String> offered = optional(in);
        List<String> superseded = new ArrayList<>();
        for (int left = in.u16(); left > 0; left--) {
            superseded.add(in.text(LONGEST_TEXT));
        }
        Optional<String> dormant = optional(in);
        boolean sameMachine = in.bool();
        Map<DiskId, HeldDisk> disks = new TreeMap<>();
        for (int left = Math.min(in.u16(), MOST_DISKS); left > 0; left--) {
            DiskId disk = new DiskId(in.text(LONGEST_TEXT));
            disks.put(disk, new HeldDisk(in.natural(), in.bool(), optional(in)));
        }
        in.end();
        return new SpoolRecord(spool, new Tokens(confirmed, offered, superseded), dormant, sameMachine, disks);
    }

    private static Optional<String> optional(ByteReader in) {
        return in.bool() ? Optional.of(in.text(LONGEST_TEXT)) : Optional.empty();
    }
}
