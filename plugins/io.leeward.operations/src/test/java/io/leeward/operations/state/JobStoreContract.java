package io.leeward.operations.state;

import static io.leeward.operations.state.Samples.saved;
import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.model.JobId;
import io.leeward.operations.jobs.JobState;
import io.leeward.operations.jobs.StepView;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every store of jobs has to do. */
public abstract class JobStoreContract {
    private JobStore store;

    /** A store that holds nothing. */
    protected abstract JobStore openEmpty();

    @BeforeEach
    void open() {
        store = openEmpty();
    }

    @Test
    void jobsComeBackWithTheTreeOfTheirSteps() {
        JobRecord plain = job("j1", 1, JobState.WAITING, List.of());
        JobRecord full = new JobRecord(
                new JobId("j2"),
                "failover",
                "Failover",
                "web",
                "{\"point\":\"latest\"}",
                JobState.FAILED,
                Samples.TIME,
                Optional.of(Samples.TIME.plusSeconds(1)),
                Optional.of(Samples.ISSUE),
                true,
                true,
                List.of(
                        step("a", step("a1", step("a1x")), step("a2")),
                        step("b"),
                        step("c", step("c1"), step("c2", step("c2x"), step("c2y")))),
                Optional.of("{\"result\":\"" + "x".repeat(100_000) + "\"}"));

        long first = saved(store.insert(plain));
        long second = saved(store.insert(full));

        assertThat(store.find(plain.id())).contains(new Versioned<>(plain, first));
        assertThat(store.find(full.id())).contains(new Versioned<>(full, second));
        assertThat(store.find(new JobId("j3"))).isEmpty();
        assertThat(store.insert(plain)).isInstanceOf(SaveResult.Taken.class);
    }

    @Test
    void anUpdateReplacesTheStepsTooAndTheSecondWriterIsStale() {
        JobRecord before = job("j1", 1, JobState.RUNNING, List.of(step("a"), step("b")));
        JobRecord after = job("j1", 1, JobState.SUCCEEDED, List.of(step("c", step("d"))));
        long version = saved(store.insert(before));

        long next = saved(store.update(after, version));

        assertThat(store.find(before.id())).contains(new Versioned<>(after, next));
        assertThat(store.update(before, version)).isInstanceOf(SaveResult.Stale.class);
        assertThat(store.update(job("j9", 1, JobState.RUNNING, List.of()), next))
                .isInstanceOf(SaveResult.Stale.class);
    }

    @Test
    void jobsAreListedNewestFirstAndUnendedOnesOldestFirst() {
        store.insert(job("j2", 2, JobState.RUNNING, List.of(step("b"))));
        store.insert(job("j1", 1, JobState.WAITING, List.of(step("a"))));
        store.insert(job("j3", 3, JobState.CANCELLED, List.of()));

        assertThat(store.list(2))
                .extracting(found -> found.value().id().value())
                .containsExactly("j3", "j2");
        assertThat(store.list(10)).hasSize(3);
        assertThat(store.unended())
                .extracting(found -> found.value().id().value())
                .containsExactly("j1", "j2");
        assertThat(store.unended().getFirst().value().steps()).containsExactly(step("a"));
    }

    @Test
    void onlyTheOldestEndedJobsAreForgotten() {
        store.insert(job("j1", 1, JobState.RUNNING, List.of()));
        store.insert(job("j2", 2, JobState.FAILED, List.of(step("a"))));
        store.insert(job("j3", 3, JobState.SUCCEEDED, List.of()));
        store.insert(job("j4", 4, JobState.SUCCEEDED, List.of()));

        assertThat(store.prune(2)).isEqualTo(1);
        assertThat(store.prune(2)).isZero();

        assertThat(store.list(10))
                .extracting(found -> found.value().id().value())
                .containsExactly("j4", "j3", "j1");
    }

    private static JobRecord job(String id, int minute, JobState state, List<StepView> steps) {
        return new JobRecord(
                new JobId(id),
                "kind",
                "Name",
                "target",
                "",
                state,
                Samples.TIME.plusSeconds(60L * minute),
                state.ended() ? Optional.of(Samples.TIME.plusSeconds(60L * minute + 1)) : Optional.empty(),
                Optional.empty(),
                false,
                false,
                steps,
                Optional.empty());
    }

    private static StepView step(String name, StepView... within) {
        boolean first = name.startsWith("a");
        return new StepView(
                name,
                first ? JobState.SUCCEEDED : JobState.RUNNING,
                first ? "detail of " + name : "",
                7,
                first ? 9 : -1,
                Optional.of(Samples.TIME),
                first ? Optional.of(Samples.TIME.plusNanos(5)) : Optional.empty(),
                first ? Optional.of(Samples.ISSUE) : Optional.empty(),
                List.of(within));
    }
}
