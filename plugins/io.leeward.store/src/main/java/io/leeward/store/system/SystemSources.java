package io.leeward.store.system;

import io.leeward.kernel.Clock;
import io.leeward.kernel.Entropy;
import io.leeward.kernel.Ticker;
import java.security.SecureRandom;
import java.time.Instant;

/** The sources of time and randomness that a running engine injects. Safe for use by many threads. */
public final class SystemSources {
    public static final Clock CLOCK = Instant::now;
    public static final Ticker TICKER = System::nanoTime;

    private static final SecureRandom RANDOM = new SecureRandom();

    /** The operating system's generator for secrets. */
    public static final Entropy ENTROPY = RANDOM::nextBytes;

    private SystemSources() {}
}
