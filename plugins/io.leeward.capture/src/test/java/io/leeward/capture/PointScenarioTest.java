package io.leeward.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.capture.point.CutSettings;
import io.leeward.kernel.bytes.Extent;
import io.leeward.wire.data.AgentMessage;
import io.leeward.wire.data.ServerMessage.CutPoint;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PointScenarioTest {
    private final Random random = new Random(5);
    private final SimulatedDisk system = new SimulatedDisk(100 * 4096 + 512, true, random);
    private final SimulatedDisk raw = new SimulatedDisk(30 * 4096, false, random);
    private SimulatedMachine machine;

    @BeforeEach
    void copyOnce() {
        machine = new SimulatedMachine(5, false, List.of(system, raw));
        machine.until("the first copy is done", machine::initialDone);
    }

    private void request(String point, boolean app) {
        machine.server.say(new CutPoint(point, app));
        machine.until(
                point + " is answered", () -> machine.server.cut(point) || machine.server.refused.containsKey(point));
    }

    private String refusal(String point) {
        return machine.server.refused.containsKey(point)
                ? machine.server.refused.get(point).code()
                : "cut";
    }

    @Test
    void aPointMarksEveryDiskChangedOrNot() {
        request("p", false);
        assertThat(machine.server.cut("p")).isTrue();
        machine.requireGoodPoint("p");
        long markers = machine.server.heard.stream()
                .filter(AgentMessage.Marker.class::isInstance)
                .count();
        assertThat(markers).isEqualTo(2);
        assertThat(machine.agent.status().lastCut())
                .hasValueSatisfying(cut -> assertThat(cut.point()).isEqualTo("p"));
    }

    @Test
    void whatChangedJustBeforeTheFreezeIsInThePoint() {
        system.write(7, 1);
        system.write(100, 2);
        raw.write(29, 3);
        request("p", false);
        assertThat(refusal("p")).isEqualTo("cut");
        machine.requireGoodPoint("p");
    }

    @Test
    void aPointUnderLoadIsTheFrozenDisk() {
        system.busy(30);
        for (int i = 0; i < 10; i++) {
            request("p" + i, false);
            assertThat(refusal("p" + i)).isEqualTo("cut");
            machine.requireGoodPoint("p" + i);
        }
    }

    @Test
    void aDiskThatNothingHoldsStillGivesNoPointWhileItChanges() {
        raw.busy(900);
        request("p", false);
        assertThat(refusal("p")).isEqualTo("POINT-NOT-STILL");
        raw.busy(0);
        request("q", false);
        assertThat(refusal("q")).isEqualTo("cut");
    }

    @Test
    void noPointWhenTheWatchdogThawedFirst() {
        machine.watchdogFires = true;
        request("p", false);
        assertThat(refusal("p")).isEqualTo("POINT-WATCHDOG");
        assertThat(machine.frozen).isFalse();
    }

    @Test
    void noPointWhenTheDisksCannotBeLookedAtWithinTheFreezeLimit() {
        machine.readNanos = Duration.ofSeconds(3).toNanos();
        request("p", false);
        assertThat(refusal("p")).isEqualTo("POINT-FREEZE-LIMIT");
        assertThat(machine.frozen).isFalse();
    }

    @Test
    void noPointWhenAFileSystemCannotBeFrozen() {
        machine.freezeFails = true;
        request("p", false);
        assertThat(refusal("p")).isEqualTo("FREEZE-FAILED");
    }

    @Test
    void noPointBeforeTheFirstCopyIsDone() {
        SimulatedMachine fresh = new SimulatedMachine(6, false, List.of(new SimulatedDisk(4 << 20, true, random)));
        fresh.server.window = 64 * 1024;
        fresh.until("replication begins", fresh.server::replicating);
        fresh.server.say(new CutPoint("p", false));
        fresh.until("it is answered", () -> fresh.server.refused.containsKey("p"));
        assertThat(fresh.server.refused.get("p").code()).isEqualTo("POINT-NOT-READY");
    }

    @Test
    void scriptsRunAroundTheFreezeOfAnApplicationConsistentPoint() {
        request("p", true);
        assertThat(refusal("p")).isEqualTo("cut");
        assertThat(machine.ran).containsExactly("before", "frozen", "after");
        AgentMessage.Marker marker = machine.server.heard.stream()
                .filter(AgentMessage.Marker.class::isInstance)
                .map(AgentMessage.Marker.class::cast)
                .findFirst()
                .orElseThrow();
        assertThat(marker.kind()).isEqualTo(1);
    }

    @Test
    void noApplicationConsistentPointWhenAScriptFailsAndTheOtherOneStillRuns() {
        machine.scriptFails = true;
        request("p", true);
        assertThat(refusal("p")).isEqualTo("SCRIPT-FAILED");
        assertThat(machine.ran).containsExactly("before", "after");
    }

    @Test
    void unreadableBlocksAreNamedWhileTheRestGoesOn() {
        system.bad.add(new Extent(5 * 4096, 2 * 4096));
        system.write(5, 9);
        system.write(50, 9);
        long before = machine.server.journals.getFirst().received();
        machine.until(
                "the rest is sent", () -> machine.server.journals.getFirst().received() > before);
        request("p", false);
        assertThat(refusal("p")).isEqualTo("DISK-UNREADABLE");
        assertThat(machine.server.refused.get("p").message())
                .contains("8.0 KiB")
                .contains("at byte 20480");
        system.bad.clear();
        machine.until("a point can be cut again", () -> {
            request("again-" + machine.server.heard.size(), false);
            return machine.server.points.keySet().stream()
                    .anyMatch(point -> point.startsWith("again") && machine.server.cut(point));
        });
    }

    @Test
    void aDiskThatShrankIsNotReplicatedAndTheOtherOneIs() {
        system.size = 50 * 4096;
        raw.write(3, 77);
        long before = machine.server.journals.get(1).received();
        machine.until(
                "the fault is seen", () -> machine.agent.status().problem().isPresent());
        assertThat(machine.agent.status().problem().orElseThrow().code()).isEqualTo("DISK-SIZE");
        machine.until(
                "the other disk goes on", () -> machine.server.journals.get(1).received() > before);
        system.size = 100 * 4096 + 512;
        machine.until("it recovers", () -> machine.agent.status().problem().isEmpty());
    }

    @Test
    void aMissingDiskIsNamed() {
        system.gone = true;
        machine.until(
                "the fault is seen", () -> machine.agent.status().problem().isPresent());
        request("p", false);
        assertThat(refusal("p")).isEqualTo("DISK-MISSING");
    }

    @Test
    void tooManyChangesAtTheLastMomentGiveNoPoint() {
        CutSettings tight = new CutSettings(Duration.ofSeconds(2), 1 << 16, 1 << 20, 1, 2, Duration.ofSeconds(60));
        machine.settings = SimulatedMachine.SETTINGS.withCut(tight);
        machine.crash(false);
        machine.until("it is compared again", machine::initialDone);
        system.busy(1000);
        request("p", false);
        assertThat(refusal("p")).isEqualTo("POINT-TOO-BUSY");
    }

    @Test
    void requestsBeyondTheQueueAreRefused() {
        for (int i = 0; i < 6; i++) {
            machine.server.say(new CutPoint("p" + i, false));
        }
        machine.until("all are answered", () -> machine.server.refused.size() + machine.server.points.size() >= 6);
        assertThat(machine.server.refused).hasSize(2).allSatisfy((point, none) -> assertThat(none.code())
                .isEqualTo("POINT-BUSY"));
    }

    @Test
    void aTrackerThatTurnsOutToHaveMissedSomethingWhileFrozenIsNotBelieved() {
        machine = new SimulatedMachine(5, true, List.of(system));
        machine.until("the first copy is done", machine::initialDone);
        machine.onFrozen = () -> system.trackerHolds = false;
        system.write(7, 1);
        request("p", false);
        assertThat(refusal("p")).isEqualTo("cut");
        machine.requireGoodPoint("p");
    }
}
