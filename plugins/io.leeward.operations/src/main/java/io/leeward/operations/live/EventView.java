package io.leeward.operations.live;

import io.leeward.kernel.Issue;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that happened.
 *
 * @param number grows with every event of this engine
 * @param at when
 * @param severity how grave
 * @param subject what it is about, for example a machine's name
 * @param text one sentence
 * @param issue cause and remedy, for warnings and errors
 */
public record EventView(
        long number, Instant at, Severity severity, String subject, String text, Optional<Issue> issue) {

    /** How grave an event is. */
    public enum Severity {
        INFO,
        WARNING,
        CRITICAL;

        /** The name used in JSON and the database. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }
}
