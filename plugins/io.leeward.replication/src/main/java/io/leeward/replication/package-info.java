/**
 * The server side of replication as deterministic state machines: sessions, spool, uploads, points, fencing.
 *
 * <p>{@link io.leeward.replication.MachineReplicator} is everything of one machine, owned by one loop. Local work on
 * the spool is done at once through its storage port; everything that takes the network is an
 * {@link io.leeward.replication.Effect} that the owner of the loop carries out elsewhere, and whose result comes back
 * as another input.
 */
package io.leeward.replication;
