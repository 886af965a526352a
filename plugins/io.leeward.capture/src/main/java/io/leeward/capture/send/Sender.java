package io.leeward.capture.send;

import io.leeward.capture.disk.CapturedDisk;
import io.leeward.capture.disk.Chunk;
import io.leeward.capture.port.Link;
import io.leeward.kernel.bytes.Block;
import io.leeward.kernel.bytes.Extent;
import io.leeward.wire.data.AgentMessage;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Sends what is pending, in frames, within the window that the server gave. A frame is recorded as sent after it was
 * handed to the link: a crash in between sends it again. Not thread-safe.
 */
public final class Sender {
    private final Link link;
    private Window window = new Window(0, 0);

    public Sender(Link link) {
        this.link = link;
    }

    /** A session began. */
    public void begin(long windowBytes, int disks) {
        window = new Window(windowBytes, disks);
    }

    /** The server has made everything up to the sequence durable. */
    public void acknowledged(int disk, long sequence) {
        window.acknowledged(disk, sequence);
    }

    /** Whether at least the largest frame may be sent now. */
    public boolean room() {
        return window.room() >= AgentMessage.LARGEST_DATA_BYTES;
    }

    /**
     * Sends pending ranges of a disk until the window is full, nothing is left, or enough was looked at.
     *
     * @return bytes of disk that were read and sent, zeros included
     */
    public long pending(CapturedDisk disk, long enoughBytes) {
        ZeroRun zeros = new ZeroRun(disk);
        long done = 0;
        while (done < enoughBytes && room()) {
            long most = Math.min(Chunk.BYTES, window.room() / Block.BYTES * Block.BYTES);
            Optional<Extent> next = disk.nextToSend(most);
            if (next.isEmpty()) {
                zeros.flush();
                if (!disk.sendFromStart()) {
                    break;
                }
                continue;
            }
            disk.hrl().syncMarks();
            Optional<CapturedDisk.Piece> piece = disk.read(next.get());
            if (piece.isEmpty()) {
                break;
            }
            send(piece.get(), zeros);
            disk.sendAfter(next.get());
            done += next.get().length();
        }
        zeros.flush();
        return done;
    }

    private void send(CapturedDisk.Piece piece, Runs.Taker taker) {
        long at = piece.extent().offset();
        for (Extent bad : piece.unreadable()) {
            part(piece, at, bad.offset(), taker);
            at = bad.end();
        }
        part(piece, at, piece.extent().end(), taker);
    }

    private static void part(CapturedDisk.Piece piece, long from, long to, Runs.Taker taker) {
        if (from < to) {
            ByteBuffer bytes = piece.data().slice((int) (from - piece.extent().offset()), (int) (to - from));
            Runs.split(from, bytes, taker);
        }
    }

    /** Sends bytes, zeros as such. The change log has to be synced before. */
    public void bytes(CapturedDisk disk, long offset, ByteBuffer bytes) {
        ZeroRun taker = new ZeroRun(disk);
        Runs.split(offset, bytes, taker);
        taker.flush();
    }

    /** Sends the place of a point. */
    public void marker(CapturedDisk disk, String point, int kind, long cutAtMillis) {
        long sequence = disk.nextSequence();
        link.send(new AgentMessage.Marker(
                disk.index(), sequence, point, kind, cutAtMillis, disk.source().bytes()));
        window.sent(disk.index(), sequence, 0);
    }

    /** Sends a message that is no frame of a journal. */
    public void say(AgentMessage message) {
        link.send(message);
    }

    /** Sends data at once and joins zeros that touch. */
    private final class ZeroRun implements Runs.Taker {
        private final CapturedDisk disk;
        private long start;
        private long length;

        ZeroRun(CapturedDisk disk) {
            this.disk = disk;
        }

        @Override
        public void data(long offset, ByteBuffer bytes) {
            flush();
            long sequence = disk.nextSequence();
            link.send(new AgentMessage.Data(disk.index(), sequence, offset, bytes));
            disk.sent(offset, bytes, sequence);
            window.sent(disk.index(), sequence, bytes.remaining());
        }

        @Override
        public void zeros(long offset, long more) {
            if (length > 0 && start + length != offset) {
                flush();
            }
            start = length > 0 ? start : offset;
            length += more;
        }

        void flush() {
            if (length > 0) {
                long sequence = disk.nextSequence();
                link.send(new AgentMessage.Zeros(disk.index(), sequence, start, length));
                disk.sentZeros(new Extent(start, length), sequence);
                window.sent(disk.index(), sequence, 0);
                length = 0;
            }
        }
    }
}
