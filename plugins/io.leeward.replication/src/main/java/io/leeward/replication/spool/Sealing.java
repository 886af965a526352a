package io.leeward.replication.spool;

import io.leeward.kernel.Entropy;
import io.leeward.model.Compression;
import io.leeward.vault.segment.SegmentBuffers;

/**
 * How segments are sealed.
 *
 * @param entropy source of salts
 * @param buffers working memory, shared by everything on one loop
 * @param segmentBytes a segment is closed when its file has grown to this
 * @param compression of frames
 */
public record Sealing(Entropy entropy, SegmentBuffers buffers, long segmentBytes, Compression compression) {}
