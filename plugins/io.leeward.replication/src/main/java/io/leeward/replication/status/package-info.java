/** What replication tells others: events and snapshots. */
package io.leeward.replication.status;
