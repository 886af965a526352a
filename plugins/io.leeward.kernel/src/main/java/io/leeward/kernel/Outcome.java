package io.leeward.kernel;

import java.util.function.Function;

/**
 * What came of an operation whose failure is to be expected.
 *
 * @param <T> what a success carries
 */
public sealed interface Outcome<T> {

    /** The operation did what was asked. */
    record Done<T>(T value) implements Outcome<T> {}

    /** The operation was not tried, because a rule or the present state does not allow it; nothing changed. */
    record Refused<T>(Issue issue) implements Outcome<T> {}

    /** The operation was tried and failed. */
    record Failed<T>(Issue issue, Retry retry) implements Outcome<T> {}

    /** Whether trying again can help. */
    enum Retry {
        /** The same request may succeed later. */
        LATER,
        /** A person has to change something first. */
        AFTER_CHANGE
    }

    static <T> Outcome<T> done(T value) {
        return new Done<>(value);
    }

    static <T> Outcome<T> refused(Issue issue) {
        return new Refused<>(issue);
    }

    static <T> Outcome<T> failed(Issue issue, Retry retry) {
        return new Failed<>(issue, retry);
    }

    /** Applies the next step to a success and passes anything else through. */
    default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
        return switch (this) {
            case Done<T>(T value) -> next.apply(value);
            case Refused<T>(Issue issue) -> refused(issue);
            case Failed<T>(Issue issue, Retry retry) -> failed(issue, retry);
        };
    }

    /** Maps the value of a success and passes anything else through. */
    default <R> Outcome<R> map(Function<? super T, ? extends R> change) {
        return then(value -> done(change.apply(value)));
    }

    /**
     * The value of a success.
     *
     * @throws IssueException with the issue of any other outcome
     */
    default T orThrow() {
        return switch (this) {
            case Done<T>(T value) -> value;
            case Refused<T>(Issue issue) -> throw new IssueException(issue);
            case Failed<T>(Issue issue, Retry retry) -> throw new IssueException(issue);
        };
    }
}
