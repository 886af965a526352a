/**
 * Puts an engine together: stores, configuration server, process server. {@link io.leeward.engine.EngineAssembly} does
 * it with constructor calls; the bundle's component publishes what it made as services, from which operations and door
 * arise.
 */
package io.leeward.engine;
