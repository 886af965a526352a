package io.leeward.capture;

import io.leeward.capture.disk.CapturedDisk;
import io.leeward.capture.point.PointCutter;
import io.leeward.capture.send.Sender;
import io.leeward.kernel.bytes.Block;
import io.leeward.wire.data.AgentMessage;
import io.leeward.wire.data.ServerMessage.Hashes;

/**
 * What is done for one disk between two messages: ask for hashes, look, send, and when to begin the next pass. Not
 * thread-safe.
 */
final class DiskWork {
    /** Bytes that are sent for one disk before the next one has its turn. */
    private static final long TURN_BYTES = 4L << 20;
    /** With more than this pending, sending goes before looking. */
    private static final long LOOK_BELOW_BYTES = 64L << 20;
    /** The pause after a pass is this many times as long as the pass took. */
    private static final int REST = 2;

    private final CapturedDisk disk;
    private final Sender sender;
    private final PointCutter cutter;
    private final long shortestPauseNanos;
    private boolean hashesAsked;
    private boolean passCounted = true;
    private long passBegan;
    private long nextPass;

    DiskWork(CapturedDisk disk, Sender sender, PointCutter cutter, long shortestPauseNanos) {
        this.disk = disk;
        this.sender = sender;
        this.cutter = cutter;
        this.shortestPauseNanos = shortestPauseNanos;
    }

    CapturedDisk disk() {
        return disk;
    }

    /** A session began, and with it a pass. */
    void begin(long now) {
        hashesAsked = false;
        began(now);
    }

    private void began(long now) {
        passBegan = now;
        passCounted = false;
    }

    void compare(long now) {
        disk.compare();
        hashesAsked = false;
        began(now);
    }

    void learn(Hashes hashes) {
        if (hashesAsked && hashes.firstBlock() == disk.baselineNext()) {
            disk.learn(hashes.hashes());
            hashesAsked = false;
        }
    }

    /** Does a bounded piece of work; whether there was any. */
    boolean step(long now) {
        boolean asked = ask();
        boolean began = beginPass(now);
        boolean looked = look(now);
        long sent = sender.pending(disk, TURN_BYTES);
        disk.noteEmptied();
        return asked || began || looked || sent > 0;
    }

    private boolean ask() {
        if (hashesAsked || disk.baselineComplete() || disk.fault().isPresent()) {
            return false;
        }
        long blocks = Block.count(disk.source().bytes());
        int count = (int) Math.min(AgentMessage.HashesWanted.MOST, blocks - disk.baselineNext());
        sender.say(new AgentMessage.HashesWanted(disk.index(), disk.baselineNext(), count));
        hashesAsked = true;
        return true;
    }

    private boolean beginPass(long now) {
        boolean stuck = disk.passing() && disk.fault().isPresent() && now - nextPass >= 0;
        boolean due = !disk.passing() && passCounted && (now - nextPass >= 0 || cutter.wantsPass(disk));
        if (!stuck && !due) {
            return false;
        }
        // What was sent and stored since the last pass becomes durable here: a crash then sends little again.
        disk.hrl().sync();
        disk.startPass();
        began(now);
        nextPass = now + shortestPauseNanos;
        return true;
    }

    private boolean look(long now) {
        boolean looked = false;
        if (disk.passing() && !disk.waitsForHashes() && disk.hrl().pendingBytes() < LOOK_BELOW_BYTES) {
            long before = disk.lookedAt();
            disk.look();
            looked = disk.lookedAt() > before;
        }
        if (!disk.passing() && !passCounted) {
            passCounted = true;
            nextPass = now + Math.max(shortestPauseNanos, REST * (now - passBegan));
        }
        return looked;
    }

    /** When there will be something to do again without a message. */
    long nextAt() {
        return nextPass;
    }

    AgentMessage.DiskStatus status() {
        return new AgentMessage.DiskStatus(
                disk.index(),
                disk.hrl().state().emptied(),
                disk.lookedAt(),
                disk.hrl().unstoredBytes(),
                note());
    }

    String note() {
        if (disk.fault().isPresent()) {
            return disk.fault().get().message();
        }
        if (!disk.baselineComplete()) {
            return "comparing with the vault, " + percent(disk.baselineNext() * Block.BYTES) + " %";
        }
        if (!disk.hrl().state().emptied()) {
            return "first copy, " + (100 - percent(disk.hrl().pendingBytes())) + " %";
        }
        return disk.passing() ? "looking for changes, " + percent(disk.lookedAt()) + " %" : "up to date";
    }

    private long percent(long bytes) {
        return Math.min(100, bytes * 100 / Math.max(1, disk.source().bytes()));
    }
}
