package io.leeward.agent.run;

import java.time.Duration;
import java.util.Optional;

/**
 * How an agent is to run.
 *
 * @param freezeLimit longest time for which file systems may be frozen
 * @param pre command before an application-consistent freeze
 * @param post command after it
 * @param onFrozen command while frozen
 */
public record RunSettings(
        Duration freezeLimit, Optional<String> pre, Optional<String> post, Optional<String> onFrozen) {}
