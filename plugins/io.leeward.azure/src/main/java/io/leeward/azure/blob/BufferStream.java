package io.leeward.azure.blob;

import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Collects the bytes of a range whose longest length is known. */
final class BufferStream extends OutputStream {
    private final ByteBuffer content;

    BufferStream(int length) {
        content = ByteBuffer.allocate(length);
    }

    @Override
    public void write(int value) {
        content.put((byte) value);
    }

    @Override
    public void write(byte[] from, int offset, int length) {
        content.put(from, offset, length);
    }

    /** What was collected, read-only. */
    ByteBuffer content() {
        return content.duplicate().flip().asReadOnlyBuffer();
    }
}
