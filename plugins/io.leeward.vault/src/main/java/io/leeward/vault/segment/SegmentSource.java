package io.leeward.vault.segment;

import io.leeward.kernel.file.StoredFile;
import java.nio.ByteBuffer;

/** Bytes of a segment that can be read at any place: a spool file or a blob in memory. */
public interface SegmentSource {
    /** Length in bytes. */
    long size();

    /** Reads from the position until the buffer is full or the source ends; returns the bytes read. */
    int read(long position, ByteBuffer into);

    static SegmentSource of(StoredFile file) {
        return new SegmentSource() {
            @Override
            public long size() {
                return file.size();
            }

            @Override
            public int read(long position, ByteBuffer into) {
                return file.read(position, into);
            }
        };
    }

    static SegmentSource of(ByteBuffer content) {
        return new SegmentSource() {
            @Override
            public long size() {
                return content.remaining();
            }

            @Override
            public int read(long position, ByteBuffer into) {
                int from = (int) Math.min(position, content.remaining());
                int count = Math.min(into.remaining(), content.remaining() - from);
                into.put(content.slice(content.position() + from, count));
                return count;
            }
        };
    }
}
