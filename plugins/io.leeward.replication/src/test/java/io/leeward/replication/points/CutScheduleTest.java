package io.leeward.replication.points;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.kernel.Ids;
import io.leeward.kernel.Issue;
import io.leeward.model.Compression;
import io.leeward.model.PointId;
import io.leeward.model.PolicyId;
import io.leeward.model.ReplicationPolicy;
import io.leeward.vault.SeededEntropy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CutScheduleTest {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final Issue WHY = Issue.of("FREEZE-TOO-LONG", Issue.Kind.FAILED, "Too long.", "");

    private final CutSchedule schedule = new CutSchedule(policy(5, 60), new Ids(new SeededEntropy(1)), 2);

    private static ReplicationPolicy policy(int crashMinutes, int appMinutes) {
        return new ReplicationPolicy(
                new PolicyId("p"),
                "p",
                Duration.ofMinutes(crashMinutes),
                Duration.ofMinutes(appMinutes),
                Duration.ofHours(72),
                Duration.ofHours(1),
                Compression.SNAPPY,
                Duration.ofSeconds(30));
    }

    @Test
    void theFirstPointIsDueAtOnceAndAppConsistentOnesAtTheirInterval() {
        assertThat(schedule.due(0))
                .hasValueSatisfying(cut -> assertThat(cut.appConsistent()).isFalse());
        assertThat(schedule.due(5 * MINUTE - 1)).isEmpty();
        assertThat(schedule.due(5 * MINUTE)).isPresent();
        assertThat(schedule.due(60 * MINUTE))
                .hasValueSatisfying(cut -> assertThat(cut.appConsistent()).isTrue());
        assertThat(schedule.due(61 * MINUTE)).isEmpty();
    }

    @Test
    void aCutThatFailedIsRepeatedLaterAndLaterButNotAfterTheInterval() {
        schedule.due(0);
        long now = 0;
        long delay = 0;
        for (int i = 0; i < 10; i++) {
            schedule.failed(WHY, now);
            long next = schedule.nextNanos().orElseThrow() - now;
            assertThat(next).isGreaterThanOrEqualTo(delay).isLessThanOrEqualTo(5 * MINUTE);
            delay = next;
            now += next;
            assertThat(schedule.due(now)).isPresent();
        }
        assertThat(delay).isEqualTo(5 * MINUTE);
        assertThat(schedule.trouble()).hasValue(WHY);
        schedule.cut();
        assertThat(schedule.trouble()).isEmpty();
    }

    @Test
    void requestsComeFirstAndAreBounded() {
        CutRequest request = new CutRequest(new PointId("asked"), false, List.of("t"), Optional.empty());
        assertThat(schedule.ask(request)).isTrue();
        assertThat(schedule.ask(request)).isTrue();
        assertThat(schedule.ask(request)).isFalse();
        assertThat(schedule.due(0)).hasValue(request);
    }

    @Test
    void aShorterIntervalCountsAtOnce() {
        schedule.due(0);
        schedule.policy(policy(1, 60), 0);
        assertThat(schedule.due(MINUTE)).isPresent();
    }
}
