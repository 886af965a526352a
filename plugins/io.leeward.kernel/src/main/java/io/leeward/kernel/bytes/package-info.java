/** Bytes: extents, bounded readers and writers, hashes, zero detection. */
package io.leeward.kernel.bytes;
