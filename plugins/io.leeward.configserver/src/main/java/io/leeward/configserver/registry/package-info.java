/**
 * Ports for what a configuration server has to remember: keys that let agents enrol, certificates that were issued, and
 * the authority itself.
 *
 * <p>All methods block for a bounded time, are safe for use by many threads, are durable when they return, and throw
 * {@link io.leeward.kernel.IssueException} when the store itself fails. Callers are not interrupted while they are
 * inside a store.
 */
package io.leeward.configserver.registry;
