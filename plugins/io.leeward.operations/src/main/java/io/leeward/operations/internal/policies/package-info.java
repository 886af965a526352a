/** Replication policies. */
package io.leeward.operations.internal.policies;
