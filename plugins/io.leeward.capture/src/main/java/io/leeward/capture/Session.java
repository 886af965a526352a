package io.leeward.capture;

import io.leeward.kernel.Issue;
import java.util.Optional;

/** Where the conversation with the process server stands. Times are of the ticker. */
sealed interface Session {

    /** Not wanted. */
    record Idle() implements Session {}

    /** The next connection is made at {@code until}. */
    record Pause(long until, Optional<Issue> why) implements Session {}

    /** A hello was sent; an answer is expected before {@code until}. */
    record Greeting(long until) implements Session {}

    /** Frames flow. */
    record Replicating() implements Session {}

    /** Not before a person has changed something. */
    record Stopped(Issue why) implements Session {}
}
