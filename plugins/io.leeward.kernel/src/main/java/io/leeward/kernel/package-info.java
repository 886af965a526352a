/**
 * What every part of Leeward builds on and no domain: outcomes and issues, sources of time and randomness, sizes,
 * progress.
 *
 * <p>Everything here is pure: no clock, thread, file or socket. Adapters implement the ports.
 */
package io.leeward.kernel;
