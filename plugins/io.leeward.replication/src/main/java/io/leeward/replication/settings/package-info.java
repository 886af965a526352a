/** What the replicator of a machine is told about it, and its bounds. */
package io.leeward.replication.settings;
