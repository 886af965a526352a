package io.leeward.operations.port;

import io.leeward.model.MachineId;
import java.time.Instant;

/**
 * The newest heartbeat of an agent.
 *
 * @param machine whose agent
 * @param at when it came, by this engine's clock
 * @param version of the agent
 * @param tracker how it finds changes, for example {@code compare}
 * @param state what it is doing, in a few words
 */
public record AgentReport(MachineId machine, Instant at, String version, String tracker, String state) {}
