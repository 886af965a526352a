package io.leeward.operations.remote;

/**
 * Says that an engine in server mode is up; published as a service by the composition root once both ports listen and
 * {@code engine.json} is written.
 *
 * @param controlPort port of the control channel and the door, as bound
 * @param dataPort port of the data channel, as bound
 */
public record RunningEngine(int controlPort, int dataPort) {}
