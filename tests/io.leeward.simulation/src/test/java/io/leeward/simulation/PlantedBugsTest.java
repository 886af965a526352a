package io.leeward.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The simulator finds what is put into it: a simulator that cannot fail is a defect. */
class PlantedBugsTest {
    private static final int SEEDS = 60;

    static Stream<Arguments> bugs() {
        return Stream.of(
                Arguments.of("acknowledged before sync", PlantedBugs.ACKNOWLEDGED_BEFORE_SYNC, "no longer durable"),
                Arguments.of("no fencing", PlantedBugs.NO_FENCING, "moved the head after generation"),
                Arguments.of("head before segment", PlantedBugs.HEAD_BEFORE_SEGMENT, "to be stored|does not restore"),
                Arguments.of("keys taken again", PlantedBugs.KEYS_TAKEN_AGAIN, "under one key"),
                Arguments.of(
                        "forgotten when acknowledged",
                        PlantedBugs.FORGOTTEN_WHEN_ACKNOWLEDGED,
                        "differs from its disk"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("bugs")
    void aPlantedBugIsCaught(String name, Planted bug, String promise) {
        String caught = "";
        for (long seed = 1; seed <= SEEDS && !caught.matches(".*(" + promise + ").*"); seed++) {
            try {
                new SimWorld(seed, bug).run();
            } catch (Violation e) {
                caught = e.getMessage();
            }
        }
        assertThat(caught).as(name).matches(".*(" + promise + ").*");
    }
}
