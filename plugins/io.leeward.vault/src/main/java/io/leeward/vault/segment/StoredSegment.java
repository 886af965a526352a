package io.leeward.vault.segment;

import io.leeward.vault.blob.BlobName;

/**
 * A closed segment in the vault whose end was read and authenticated.
 *
 * @param name of its blob
 * @param scope what it belongs to
 * @param index of its frames
 * @param salt of its frames' key
 */
public record StoredSegment(BlobName name, SegmentScope scope, SegmentIndex index, Salt salt) {

    /** Random bytes that set the key of one segment apart. */
    public static final class Salt {
        private final byte[] bytes;

        Salt(byte[] bytes) {
            this.bytes = bytes;
        }

        byte[] bytes() {
            return bytes;
        }
    }
}
