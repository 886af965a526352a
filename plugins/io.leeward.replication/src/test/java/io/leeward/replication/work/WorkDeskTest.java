package io.leeward.replication.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome.Retry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkDeskTest {
    private static final Issue WHY = Issue.of("STORE-BUSY", Issue.Kind.NOT_REACHABLE, "Busy.", "");
    private static final VaultWork WORK = new VaultWork.LoadMachine(List.of());

    private final List<Long> handed = new ArrayList<>();
    private final List<Issue> delayed = new ArrayList<>();
    private final List<Issue> fenced = new ArrayList<>();
    private final List<Issue> moved = new ArrayList<>();
    private final List<WorkResult> results = new ArrayList<>();
    private long now;
    private final WorkDesk desk = new WorkDesk(
            1L << 40,
            () -> now,
            Duration.ofMillis(1),
            Duration.ofMillis(10),
            (id, work) -> handed.add(id),
            delayed::add,
            fenced::add,
            moved::add);

    private void fail(Retry retry) {
        desk.completed(handed.getLast(), new WorkResult.NotDone(WHY, retry));
    }

    @Test
    void delaysDoubleUpToTheLongestOne() {
        desk.ask(WORK, results::add);
        for (long expected : new long[] {1, 2, 4, 8, 10, 10}) {
            fail(Retry.LATER);
            long due = desk.wakeAtNanos().orElseThrow();
            assertThat(due - now).isEqualTo(Duration.ofMillis(expected).toNanos());
            now = due;
            desk.tick();
        }
        assertThat(handed).hasSize(7).doesNotHaveDuplicates();
        assertThat(delayed).hasSize(1);
        assertThat(desk.trouble()).hasValue(WHY);
        desk.completed(handed.getLast(), new WorkResult.PointPublished());
        assertThat(results).hasSize(1);
        assertThat(desk.trouble()).isEmpty();
    }

    @Test
    void whatAPersonHasToChangeIsTriedAtTheLongestDelay() {
        desk.ask(WORK, results::add);
        fail(Retry.AFTER_CHANGE);
        assertThat(desk.wakeAtNanos()).hasValue(Duration.ofMillis(10).toNanos());
    }

    @Test
    void whatWasGivenUpIsNeitherUsedNorRepeated() {
        WorkDesk.Job job = desk.ask(WORK, results::add);
        fail(Retry.LATER);
        job.giveUp();
        now = Duration.ofSeconds(1).toNanos();
        desk.tick();
        assertThat(handed).hasSize(1);
        desk.completed(handed.getFirst(), new WorkResult.PointPublished());
        assertThat(results).isEmpty();
    }

    @Test
    void aResultCountsOnce() {
        desk.ask(WORK, results::add);
        desk.completed(handed.getFirst(), new WorkResult.PointPublished());
        desk.completed(handed.getFirst(), new WorkResult.PointPublished());
        assertThat(results).hasSize(1);
    }

    @Test
    void fencingOffIsNotAResult() {
        desk.ask(WORK, results::add);
        desk.completed(handed.getFirst(), new WorkResult.FencedOff(WHY));
        assertThat(results).isEmpty();
        assertThat(fenced).containsExactly(WHY);
    }

    @Test
    void whatIsAskedForAfterEverythingWasGivenUpWaitsUntilNothingOfItIsUnderWay() {
        desk.ask(WORK, results::add);
        desk.ask(WORK, results::add);
        desk.clear();
        desk.ask(WORK, results::add);
        assertThat(handed).hasSize(2);
        desk.completed(handed.get(0), new WorkResult.PointPublished());
        assertThat(handed).hasSize(2);
        desk.completed(handed.get(1), new WorkResult.NotDone(WHY, Retry.LATER));
        assertThat(handed).hasSize(3);
        assertThat(results).isEmpty();
    }
}
