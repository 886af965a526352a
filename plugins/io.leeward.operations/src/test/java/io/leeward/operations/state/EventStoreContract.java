package io.leeward.operations.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.operations.live.EventView;
import io.leeward.operations.live.EventView.Severity;
import io.leeward.operations.state.EventStore.Filter;
import io.leeward.operations.state.EventStore.NewEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of events has to do. */
public abstract class EventStoreContract {
    private EventStore store;

    /** A store that holds nothing. */
    protected abstract EventStore openEmpty();

    @BeforeEach
    void open() {
        store = openEmpty();
    }

    @Test
    void eventsComeBackAsTheyWereAppendedWithGrowingNumbers() {
        EventView first = append(Severity.INFO, "web");
        EventView second = store.append(
                new NewEvent(Samples.TIME, Severity.CRITICAL, "db", "It broke.", Optional.of(Samples.ISSUE)));

        assertThat(second.number()).isGreaterThan(first.number());
        assertThat(store.list(Filter.ALL, 10)).containsExactly(second, first);
        assertThat(second)
                .isEqualTo(new EventView(
                        second.number(),
                        Samples.TIME,
                        Severity.CRITICAL,
                        "db",
                        "It broke.",
                        Optional.of(Samples.ISSUE)));
    }

    @Test
    void eventsAreFilteredBySubjectSeverityAndNumber() {
        EventView first = append(Severity.INFO, "web");
        EventView second = append(Severity.WARNING, "web");
        EventView third = append(Severity.CRITICAL, "db");

        assertThat(store.list(Filter.about("web"), 10)).containsExactly(second, first);
        assertThat(store.list(new Filter(Optional.empty(), Severity.WARNING, OptionalLong.empty()), 10))
                .containsExactly(third, second);
        assertThat(store.list(Filter.ALL.olderThan(third.number()), 1)).containsExactly(second);
        assertThat(store.list(new Filter(Optional.of("web"), Severity.WARNING, OptionalLong.of(second.number())), 10))
                .isEmpty();
    }

    @Test
    void numbersOfForgottenEventsAreNotUsedAgain() {
        append(Severity.INFO, "a");
        append(Severity.INFO, "b");
        EventView third = append(Severity.INFO, "c");

        assertThat(store.prune(1)).isEqualTo(2);
        assertThat(store.list(Filter.ALL, 10)).containsExactly(third);
        assertThat(store.prune(0)).isEqualTo(1);
        assertThat(store.newest()).isEqualTo(third.number());
        assertThat(append(Severity.INFO, "d").number()).isGreaterThan(third.number());
    }

    @Test
    void withoutEventsTheNewestNumberIsZero() {
        assertThat(store.newest()).isZero();
        assertThat(store.list(Filter.ALL, 10)).isEmpty();
    }

    @Test
    void eventsAppendedAtOnceGetNumbersOfTheirOwn() throws Exception {
        append(Severity.INFO, "first");
        List<Callable<EventView>> appends = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            String subject = "s" + i;
            appends.add(() -> append(Severity.INFO, subject));
        }
        List<Long> numbers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (Future<EventView> appended : threads.invokeAll(appends)) {
                numbers.add(appended.get().number());
            }
        }
        assertThat(numbers).doesNotHaveDuplicates();
        assertThat(store.list(Filter.ALL, 100)).hasSize(41);
    }

    private EventView append(Severity severity, String subject) {
        return store.append(new NewEvent(Samples.TIME, severity, subject, "Something happened.", Optional.empty()));
    }
}
