/** Deterministic simulation of the pure bundles. */
package io.leeward.simulation;
