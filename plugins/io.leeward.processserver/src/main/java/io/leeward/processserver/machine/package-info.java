/** One loop for each replicated machine: it owns the machine's replicator, feeds it and carries out what it decides. */
package io.leeward.processserver.machine;
