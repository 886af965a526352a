/** Replication policies. */
package io.leeward.operations.policies;
