/** Replication. */
package io.leeward.replication;
