package io.leeward.operations.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.kernel.Issue;
import java.time.Instant;

/** Values that the contracts of the stores save and expect back. */
final class Samples {
    /** A time with nanoseconds: stores keep all of them. */
    static final Instant TIME = Instant.parse("2026-11-22T13:14:15.123456789Z");

    static final Issue ISSUE = new Issue(
            "DISK-GONE",
            Issue.Kind.NOT_REACHABLE,
            "The disk \"sdb\" is gone; it's missed.",
            "It was unplugged.",
            "Plug it in.");

    private Samples() {}

    /** The version of a record that was saved. */
    static long saved(SaveResult result) {
        assertThat(result).isInstanceOf(SaveResult.Saved.class);
        return ((SaveResult.Saved) result).version();
    }
}
