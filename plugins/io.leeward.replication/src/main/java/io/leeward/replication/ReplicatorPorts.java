package io.leeward.replication;

import io.leeward.kernel.Clock;
import io.leeward.kernel.Entropy;
import io.leeward.kernel.Ticker;
import io.leeward.kernel.file.Storage;
import io.leeward.vault.segment.SegmentBuffers;

/**
 * What a replicator needs of the world.
 *
 * @param storage folder of this machine's spool, used by nothing else
 * @param clock for labels
 * @param ticker for intervals
 * @param entropy for keys, tokens and identifiers
 * @param buffers working memory, which all replicators of one loop share
 */
public record ReplicatorPorts(Storage storage, Clock clock, Ticker ticker, Entropy entropy, SegmentBuffers buffers) {}
