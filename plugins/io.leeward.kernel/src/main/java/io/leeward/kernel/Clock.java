package io.leeward.kernel;

import java.time.Instant;

/** Wall-clock time, injected. Used for labels shown to people and for expiry; never to order events. */
@FunctionalInterface
public interface Clock {
    /** The current wall-clock time; may jump in either direction. */
    Instant now();
}
