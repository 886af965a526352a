package io.leeward.capture.port;

import io.leeward.kernel.Outcome;

/** Commands that are run around a point. Used by one thread; each call waits for its command. */
public interface Scripts {
    /** What a command that exited with 0 leaves behind. */
    record Ran(String command) {}

    /** Makes applications ready, before the freeze. Refused when no script is configured. */
    Outcome<Ran> before(String point);

    /**
     * Lets applications go on, after the thaw; run whenever {@link #before} was, whatever came of it. Refused when no
     * script is configured.
     */
    Outcome<Ran> after(String point);

    /** Run while everything is frozen. Done at once when no command is configured. */
    Outcome<Ran> whileFrozen(String point);
}
