package io.leeward.processserver.link;

import io.leeward.wire.Frame;
import io.leeward.wire.data.DataWire;
import io.leeward.wire.data.ServerMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.concurrent.LinkedBlockingQueue;

/** What is to be sent on one connection, and the loop that sends it. Messages that wait together are sent together. */
final class Outbox {
    /** Something in the queue. */
    private sealed interface Item {
        record Message(ServerMessage message) implements Item {}

        /** Nothing is sent after this. */
        record End() implements Item {}
    }

    private final LinkedBlockingQueue<Item> queue;

    Outbox(int most) {
        // One place more, so that the end always has one.
        queue = new LinkedBlockingQueue<>(most + 1);
    }

    /** False when too much waits already. */
    boolean offer(ServerMessage message) {
        return queue.remainingCapacity() > 1 && queue.offer(new Item.Message(message));
    }

    /** Lets {@link #run} return after what waits now. */
    void end() {
        if (!queue.offer(new Item.End())) {
            queue.clear();
            queue.offer(new Item.End());
        }
    }

    /** Sends until the end; on a thread of its own. */
    void run(OutputStream out) throws IOException, InterruptedException {
        ByteBuffer buffer = ByteBuffer.allocate(Frame.LARGEST_BYTES);
        while (true) {
            Item item = queue.take();
            while (item instanceof Item.Message(ServerMessage message)) {
                if (buffer.remaining() < Frame.LARGEST_BYTES) {
                    write(buffer, out);
                }
                DataWire.write(message, buffer);
                item = queue.poll();
            }
            write(buffer, out);
            if (item instanceof Item.End) {
                return;
            }
        }
    }

    private static void write(ByteBuffer buffer, OutputStream out) throws IOException {
        out.write(buffer.array(), 0, buffer.position());
        out.flush();
        buffer.clear();
    }
}
