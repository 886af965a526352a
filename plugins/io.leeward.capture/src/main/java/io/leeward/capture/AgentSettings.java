package io.leeward.capture;

import io.leeward.capture.hrl.Hrl;
import io.leeward.capture.point.CutSettings;
import java.time.Duration;

/**
 * Bounds of the agent.
 *
 * @param hrl of the change log of each disk
 * @param cut of cutting a point
 * @param passPause shortest pause between two passes over a disk
 * @param statusEvery how often each disk reports
 * @param pingEvery how often the agent says that it is there
 * @param silence longest time without a word from the server
 * @param firstRetry pause after the first failed connection; doubles up to {@code longestRetry}, with a random part
 * @param longestRetry longest pause between two connections
 */
public record AgentSettings(
        Hrl.Limits hrl,
        CutSettings cut,
        Duration passPause,
        Duration statusEvery,
        Duration pingEvery,
        Duration silence,
        Duration firstRetry,
        Duration longestRetry) {
    public static final AgentSettings DEFAULT = new AgentSettings(
            Hrl.Limits.DEFAULT,
            CutSettings.DEFAULT,
            Duration.ofSeconds(2),
            Duration.ofSeconds(2),
            Duration.ofSeconds(10),
            Duration.ofSeconds(45),
            Duration.ofMillis(500),
            Duration.ofSeconds(30));

    /** The same with other bounds for points. */
    public AgentSettings withCut(CutSettings other) {
        return new AgentSettings(hrl, other, passPause, statusEvery, pingEvery, silence, firstRetry, longestRetry);
    }
}
