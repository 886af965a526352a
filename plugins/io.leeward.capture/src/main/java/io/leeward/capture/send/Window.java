package io.leeward.capture.send;

import io.leeward.wire.data.AgentMessage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Bytes that were sent and not acknowledged. Every frame counts at least {@value #LEAST_COST} bytes, so that the number
 * of frames is bounded, too.
 */
final class Window {
    static final int LEAST_COST = 512;

    private final List<Deque<Frame>> unacknowledged = new ArrayList<>();
    private final long limit;
    private long bytes;

    private record Frame(long sequence, int cost) {}

    Window(long limit, int disks) {
        this.limit = Math.max(limit, AgentMessage.LARGEST_DATA_BYTES);
        for (int i = 0; i < disks; i++) {
            unacknowledged.add(new ArrayDeque<>());
        }
    }

    /** Bytes that may be sent now. */
    long room() {
        return Math.max(0, limit - bytes);
    }

    void sent(int disk, long sequence, int length) {
        int cost = Math.max(LEAST_COST, length);
        unacknowledged.get(disk).add(new Frame(sequence, cost));
        bytes += cost;
    }

    void acknowledged(int disk, long sequence) {
        Deque<Frame> frames = unacknowledged.get(disk);
        while (!frames.isEmpty() && frames.peek().sequence() <= sequence) {
            bytes -= frames.poll().cost();
        }
    }
}
