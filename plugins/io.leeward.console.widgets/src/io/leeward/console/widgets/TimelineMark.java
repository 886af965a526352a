package io.leeward.console.widgets;

import java.time.Instant;

/**
 * A moment on a {@link Timeline}.
 *
 * @param id tells marks apart
 * @param at when
 * @param lane how it is drawn and in which row
 * @param solid filled when it can be used, hollow while it is on its way
 * @param kept drawn with a pin
 * @param proven drawn with a tick
 * @param hint what the tooltip tells
 */
public record TimelineMark(String id, Instant at, Lane lane, boolean solid, boolean kept, boolean proven, String hint) {

    /** Rows of the timeline, from bottom to top. */
    public enum Lane {
        TICK,
        DIAMOND,
        HEXAGON
    }
}
