/**
 * Ports for control state: what an engine has to remember between two starts, besides the vault and the spool.
 *
 * <p>Stores hold immutable records. What two writers may change at the same time carries a version: the writer shows
 * the version it read and is told {@link io.leeward.operations.state.SaveResult.Stale} when another was faster. All
 * methods block for a bounded time, are safe for use by many threads, are durable when they return, and throw
 * {@link io.leeward.kernel.IssueException} when the store itself fails. Callers are not interrupted while they are
 * inside a store.
 */
package io.leeward.operations.state;
