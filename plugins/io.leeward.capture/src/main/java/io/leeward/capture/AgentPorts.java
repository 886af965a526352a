package io.leeward.capture;

import io.leeward.capture.port.Freezer;
import io.leeward.capture.port.Link;
import io.leeward.capture.port.Scripts;
import io.leeward.kernel.Clock;
import io.leeward.kernel.Entropy;
import io.leeward.kernel.Ticker;
import io.leeward.kernel.file.Storage;

/** Everything that the agent's logic needs of the world. */
public record AgentPorts(
        Storage storage, Link link, Freezer freezer, Scripts scripts, Clock clock, Ticker ticker, Entropy entropy) {}
