package io.leeward.store.control;

import io.leeward.kernel.Issue;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Values for the places of a statement, one after the other, turned into what a database takes. */
final class Values {
    private static final Object NOTHING = null;

    private final List<Object> values = new ArrayList<>();

    /** Adds texts, numbers, booleans, times, durations, enumeration constants, and optional ones of these. */
    static Values of(Object... values) {
        Values all = new Values();
        Arrays.stream(values).forEach(all::and);
        return all;
    }

    Values and(Object value) {
        values.add(plain(value));
        return this;
    }

    /** Adds the columns of an issue. */
    Values andIssue(Optional<Issue> issue) {
        return and(issue.map(Issue::code))
                .and(issue.map(Issue::kind))
                .and(issue.map(Issue::message))
                .and(issue.map(Issue::cause))
                .and(issue.map(Issue::remedy));
    }

    List<Object> all() {
        return values;
    }

    static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Optional<?> optional -> optional.isPresent() ? plain(optional.get()) : NOTHING;
            case Instant time -> Times.nanos(time);
            case Duration duration -> duration.toNanos();
            case Enum<?> constant -> label(constant);
            case String text -> text;
            case Long number -> number;
            case Integer number -> number;
            case Boolean flag -> flag;
            default -> throw new IllegalArgumentException("no column holds " + value.getClass());
        };
    }
}
