/**
 * The agent protocol: versioned frames with checksums and limits, and the messages they carry. Specified in
 * {@code docs/protocol.md}.
 */
package io.leeward.wire;
