package io.leeward.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.kernel.IssueException;
import io.leeward.wire.data.ServerMessage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AgentMachineSimulationTest {
    private static final int SEEDS = Integer.getInteger("leeward.seeds", 30);

    @Test
    void everyPointIsTheDiskAtTheFreezeWhateverHappens() {
        int points = 0;
        int crashes = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            try {
                SimulatedMachine machine = chaos(seed);
                points += machine.server.points.size();
                crashes += machine.starts - 1;
            } catch (AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + ": " + e.getMessage(), e);
            }
        }
        assertThat(points).isGreaterThan(2 * SEEDS);
        assertThat(crashes).isGreaterThan(SEEDS);
    }

    private static SimulatedMachine chaos(long seed) {
        Random random = new Random(seed * 7919);
        boolean tracked = seed % 3 == 0;
        List<SimulatedDisk> disks = List.of(
                new SimulatedDisk(4096 * (20 + random.nextInt(300)) + random.nextInt(4096), true, random),
                new SimulatedDisk(4096 * (1 + random.nextInt(40)), random.nextInt(3) > 0, random));
        SimulatedMachine machine = new SimulatedMachine(seed, tracked, disks);
        machine.server.window = 64 * 1024L * (1 + random.nextInt(8));
        disks.forEach(disk -> disk.busy(random.nextInt(20)));
        machine.server.dropPerMille = random.nextInt(4);
        for (int i = 0; i < 1500; i++) {
            disturb(machine, random, "point-" + i);
            if (!machine.step()) {
                machine.crash(true);
            }
        }
        heal(machine);
        return machine;
    }

    private static void disturb(SimulatedMachine machine, Random random, String point) {
        switch (random.nextInt(600)) {
            case 0 -> machine.crash(true);
            case 1 -> machine.crash(false);
            case 2 -> machine.storage.failFrom(machine.storage.operations() + random.nextInt(50));
            case 3 -> machine.server.loseSpool = true;
            case 4 -> machine.server.close();
            case 5 -> machine.server.say(new ServerMessage.Compare(random.nextInt(2), "test"));
            case 6 -> machine.watchdogFires = random.nextBoolean();
            case 7 -> stopAndStart(machine);
            case 8 -> machine.server.forgetToken = true;
            case 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 ->
                machine.server.say(new ServerMessage.CutPoint(point, false));
            default -> {}
        }
    }

    private static void stopAndStart(SimulatedMachine machine) {
        try {
            machine.agent.stop();
            machine.crash(false);
        } catch (IssueException e) {
            machine.crash(true);
        }
    }

    private static void heal(SimulatedMachine machine) {
        machine.server.dropPerMille = 0;
        machine.watchdogFires = false;
        machine.crash(true);
        machine.until("the first copy is done", machine::initialDone);
        machine.disks.forEach(disk -> disk.busy(0));
        machine.server.say(new ServerMessage.CutPoint("last", false));
        machine.until(
                "the last point is cut",
                () -> machine.server.cut("last") || machine.server.refused.containsKey("last"));
        assertThat(machine.server.refused).doesNotContainKey("last");
        for (String point : machine.server.points.keySet()) {
            if (machine.server.cut(point)) {
                machine.requireGoodPoint(point);
            }
        }
    }
}
