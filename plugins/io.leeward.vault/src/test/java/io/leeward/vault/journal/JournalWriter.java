package io.leeward.vault.journal;

import io.leeward.kernel.Entropy;
import io.leeward.model.Compression;
import io.leeward.model.PointId;
import io.leeward.model.PointKind;
import io.leeward.model.Position;
import io.leeward.vault.Vault;
import io.leeward.vault.Vaults;
import io.leeward.vault.blob.BlobName;
import io.leeward.vault.blob.CreateResult;
import io.leeward.vault.epoch.Epoch;
import io.leeward.vault.layout.Names;
import io.leeward.vault.segment.Frame;
import io.leeward.vault.segment.SegmentBuffers;
import io.leeward.vault.segment.SegmentScope;
import io.leeward.vault.segment.SegmentSealer;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/** Writes the journal of an epoch, or a base layer, straight into a vault, for tests. */
public final class JournalWriter {
    private final Vault vault;
    private final SegmentScope scope;
    private final Entropy entropy;
    private final Compression compression;
    private final SegmentBuffers buffers = new SegmentBuffers();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private SegmentSealer sealer;
    private long sequence;

    public JournalWriter(Vault vault, Epoch epoch, Entropy entropy) {
        this(vault, SegmentScope.journal(epoch), Compression.SNAPPY, entropy);
    }

    public JournalWriter(Vault vault, SegmentScope scope, Compression compression, Entropy entropy) {
        this.vault = vault;
        this.scope = scope;
        this.compression = compression;
        this.entropy = entropy;
        begin();
    }

    /** Sequence of the frame written last; 0 before the first. */
    public long sequence() {
        return sequence;
    }

    public Position position() {
        return new Position(scope.epoch().number(), sequence);
    }

    public void data(long offset, byte[] content) {
        append(new Frame.Data(sequence + 1, offset, ByteBuffer.wrap(content)));
    }

    public void zeros(long offset, long length) {
        append(new Frame.Zeros(sequence + 1, offset, length));
    }

    /** Marks a point here and returns its position. */
    public Position mark(PointId point, long diskBytes) {
        append(new Frame.Mark(sequence + 1, point, PointKind.CRASH_CONSISTENT, Vaults.NOW, diskBytes));
        return position();
    }

    public void append(Frame frame) {
        if (sealer.full()) {
            close();
        }
        write(sealer.seal(frame));
        sequence = frame.sequence();
    }

    /** Closes the open segment and puts it into the vault, where it has frames; what follows goes into the next one. */
    public void close() {
        if (sealer.lastSequence() < sealer.firstSequence()) {
            return;
        }
        write(sealer.finish());
        Epoch epoch = scope.epoch();
        BlobName name = scope.through() == 0
                ? Names.segment(epoch.disk(), epoch.number(), sealer.firstSequence())
                : Names.layerPart(epoch.disk(), epoch.number(), scope.through(), sealer.firstSequence());
        CreateResult created = vault.store().create(name, ByteBuffer.wrap(bytes.toByteArray()));
        if (!(created instanceof CreateResult.Created)) {
            throw new IllegalStateException(name + " exists");
        }
        begin();
    }

    private void begin() {
        bytes.reset();
        sealer = new SegmentSealer(scope, sequence + 1, compression, entropy, buffers);
        write(sealer.header());
    }

    private void write(ByteBuffer part) {
        byte[] copy = new byte[part.remaining()];
        part.get(copy);
        bytes.writeBytes(copy);
    }
}
