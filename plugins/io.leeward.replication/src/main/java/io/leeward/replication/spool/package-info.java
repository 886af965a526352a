/**
 * The durable buffer of a process server: sealed segments of one machine, from the agent's first byte until the vault
 * has them.
 */
package io.leeward.replication.spool;
