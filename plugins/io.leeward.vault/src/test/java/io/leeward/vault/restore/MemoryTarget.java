package io.leeward.vault.restore;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;

/** A disk in memory to restore to; refuses to be written twice in one place. */
public final class MemoryTarget implements DiskTarget {
    private final byte[] content;
    private final boolean zeroed;
    private final BitSet written = new BitSet();
    private boolean committed;

    public MemoryTarget(int bytes, boolean zeroed) {
        this.content = new byte[bytes];
        this.zeroed = zeroed;
        if (!zeroed) {
            Arrays.fill(content, (byte) 0x5A);
        }
    }

    public byte[] content() {
        return content;
    }

    public boolean committed() {
        return committed;
    }

    @Override
    public boolean zeroed() {
        return zeroed;
    }

    @Override
    public synchronized void write(long offset, ByteBuffer bytes) {
        claim((int) offset, bytes.remaining());
        bytes.duplicate().get(content, (int) offset, bytes.remaining());
    }

    @Override
    public synchronized void zeros(long offset, long length) {
        if (zeroed) {
            throw new IllegalStateException("zeros written to a target that is zero");
        }
        claim((int) offset, (int) length);
        Arrays.fill(content, (int) offset, (int) (offset + length), (byte) 0);
    }

    @Override
    public void commit() {
        committed = true;
    }

    @Override
    public void close() {}

    private void claim(int offset, int length) {
        int twice = written.nextSetBit(offset);
        if (twice >= 0 && twice < offset + length) {
            throw new IllegalStateException("byte " + twice + " written twice");
        }
        written.set(offset, offset + length);
    }
}
