package io.leeward.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The promises of the design hold in every world; {@code -Dleeward.seeds=N} looks at more of them. */
class SimulationTest {
    private static final long SEEDS = Long.getLong("leeward.seeds", 1000);
    private static final int THREADS = 2;

    private static List<String> violations(LongStream seeds) throws Exception {
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<String>> worlds = new ArrayList<>();
            seeds.forEach(seed -> worlds.add(threads.submit(() -> violation(seed))));
            List<String> found = new ArrayList<>();
            for (Future<String> world : worlds) {
                if (!world.get().isEmpty()) {
                    found.add(world.get());
                }
            }
            return found;
        }
    }

    private static String violation(long seed) {
        try {
            new SimWorld(seed, Planted.NOTHING).run();
            return "";
        } catch (Violation | RuntimeException e) {
            return "seed " + seed + ": " + e;
        }
    }

    @Test
    void theDesignsPromisesHoldWhateverHappensAndProtectionComesBack() throws Exception {
        assertThat(violations(LongStream.rangeClosed(1, SEEDS))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 42})
    void theSameSeedGivesTheSameWorld(long seed) {
        assertThat(new SimWorld(seed, Planted.NOTHING).run()).isEqualTo(new SimWorld(seed, Planted.NOTHING).run());
    }

    @Test
    void anotherSeedGivesAnotherWorld() {
        assertThat(new SimWorld(1, Planted.NOTHING).run()).isNotEqualTo(new SimWorld(2, Planted.NOTHING).run());
    }

    /**
     * The agent kept a token, its word was lost, then the next welcome was: it was taken for an older state of itself.
     */
    @Test
    void seed93AnAgentThatShowedItsTokenIsNotSuspected() {
        assertThat(violation(93)).isEmpty();
    }

    /**
     * The spool was lost, then the first welcome of the new one: the token of the old spool was taken for a stale one.
     */
    @Test
    void seed19AnAgentWithATokenOfALostSpoolIsNotSuspected() {
        assertThat(violation(19)).isEmpty();
    }
}
