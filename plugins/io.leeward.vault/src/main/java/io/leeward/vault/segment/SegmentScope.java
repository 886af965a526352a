package io.leeward.vault.segment;

import io.leeward.vault.epoch.Epoch;
import java.nio.charset.StandardCharsets;

/**
 * What a segment belongs to, and what its seals are bound to: the journal of an epoch, or the base layer that ends at a
 * sequence of it.
 *
 * @param epoch whose key seals the segment
 * @param through last sequence that a base layer holds; 0 for the journal
 */
public record SegmentScope(Epoch epoch, long through) {

    /** The scope of the journal of an epoch. */
    public static SegmentScope journal(Epoch epoch) {
        return new SegmentScope(epoch, 0);
    }

    /** The scope of the base layer that holds the state after a sequence. */
    public static SegmentScope layer(Epoch epoch, long through) {
        return new SegmentScope(epoch, through);
    }

    byte kind() {
        return (byte) (through == 0 ? 1 : 2);
    }

    /** Vault, disk, epoch and layer, as bound by every seal. */
    byte[] context() {
        return text().getBytes(StandardCharsets.US_ASCII);
    }

    byte[] frameKey(byte[] salt) {
        return epoch.derive(salt, "leeward/v1/frames\n" + text());
    }

    byte[] indexKey(byte[] salt) {
        return epoch.derive(salt, "leeward/v1/index\n" + text());
    }

    private String text() {
        return "leeward/v1/segment\n" + epoch.vault() + "\n" + epoch.disk() + "\n" + epoch.number() + "\n" + through;
    }

    /** How the segment is called in messages. */
    String describe(long firstSequence) {
        return (through == 0 ? "segment " : "part of base layer " + through + " from frame ") + firstSequence + " of "
                + epoch;
    }
}
