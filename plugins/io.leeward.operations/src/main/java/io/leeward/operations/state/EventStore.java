package io.leeward.operations.state;

import io.leeward.kernel.Issue;
import io.leeward.operations.live.EventView;
import io.leeward.operations.live.EventView.Severity;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** What happened, in order. */
public interface EventStore {
    /**
     * An event that has no number yet; see {@link EventView} for the parts.
     *
     * @param at when
     * @param severity how grave
     * @param subject what it is about
     * @param text one sentence
     * @param issue cause and remedy
     */
    record NewEvent(Instant at, Severity severity, String subject, String text, Optional<Issue> issue) {}

    /**
     * Which events are wanted.
     *
     * @param subject only those about this subject
     * @param least only those of this severity or a graver one
     * @param before only those with a smaller number: the next page begins before the last number seen
     */
    record Filter(Optional<String> subject, Severity least, OptionalLong before) {
        public static final Filter ALL = new Filter(Optional.empty(), Severity.INFO, OptionalLong.empty());

        /** All events about a subject. */
        public static Filter about(String subject) {
            return new Filter(Optional.of(subject), Severity.INFO, OptionalLong.empty());
        }

        /** The same events, only those before the number. */
        public Filter olderThan(long number) {
            return new Filter(subject, least, OptionalLong.of(number));
        }
    }

    /** Adds an event and gives it the next number. */
    EventView append(NewEvent event);

    /** The most recent events that pass the filter, newest first, at most {@code limit}. */
    List<EventView> list(Filter filter, int limit);

    /** Number of the newest event ever added, 0 when there was none. */
    long newest();

    /**
     * Forgets the oldest events until at most {@code keep} are left; tells how many were forgotten. Numbers are not
     * used again.
     */
    int prune(int keep);
}
