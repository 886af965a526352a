/** One disk as the agent captures it: its change log, its hashes, its passes and what cannot be read. */
package io.leeward.capture.disk;
