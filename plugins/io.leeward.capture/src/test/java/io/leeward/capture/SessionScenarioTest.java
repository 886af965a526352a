package io.leeward.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.wire.data.AgentMessage;
import io.leeward.wire.data.ServerMessage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SessionScenarioTest {
    private final Random random = new Random(11);
    private final SimulatedDisk disk = new SimulatedDisk(200 * 4096, true, random);
    private final SimulatedMachine machine = new SimulatedMachine(11, false, List.of(disk));

    private void settle() {
        machine.until("the first copy is done", machine::initialDone);
        machine.until(
                "all is stored", () -> machine.server.journals.getFirst().frames.isEmpty());
    }

    private void point(String name) {
        machine.until("points can be cut", machine::initialDone);
        machine.server.say(new ServerMessage.CutPoint(name, false));
        machine.until(name + " is answered", () -> machine.server.cut(name) || !machine.server.refused.isEmpty());
        assertThat(machine.server.refused).isEmpty();
        machine.requireGoodPoint(name);
    }

    @Test
    void zerosAreSentAsRangesAndNeverAsData() {
        machine.until("the first copy is done", machine::initialDone);
        assertThat(machine.server.heard).anyMatch(AgentMessage.Zeros.class::isInstance);
        assertThat(machine.server.heard)
                .noneMatch(message -> message instanceof AgentMessage.Data data
                        && data.bytes().remaining() >= 4096
                        && io.leeward.kernel.bytes.Zeros.only(data.bytes()));
    }

    @Test
    void afterAStopInOrderNothingIsAskedForAndNothingIsSentAgain() {
        settle();
        machine.agent.stop();
        machine.server.heard.clear();
        disk.write(3, 5);
        machine.crash(false);
        machine.until("replication goes on", machine.server::replicating);
        point("p");
        assertThat(machine.server.heard).noneMatch(AgentMessage.HashesWanted.class::isInstance);
        assertThat(machine.server.heard.stream().filter(AgentMessage.Data.class::isInstance))
                .hasSize(1);
    }

    @Test
    void afterACrashHashesOfTheVaultTellWhatIsToBeSent() {
        settle();
        long passes = machine.server.heard.size();
        machine.until("another pass began", () -> machine.server.heard.size() > passes + 2);
        machine.server.heard.clear();
        disk.write(3, 5);
        machine.crash(true);
        machine.until("replication goes on", machine.server::replicating);
        point("p");
        assertThat(machine.server.heard).anyMatch(AgentMessage.HashesWanted.class::isInstance);
        assertThat(machine.server.heard.stream().filter(AgentMessage.Data.class::isInstance))
                .hasSizeLessThan(3);
    }

    private void putIntoTheSpoolOnly(int block, int value) {
        machine.server.storing = false;
        disk.write(block, value);
        ModelServer.Journal journal = machine.server.journals.getFirst();
        machine.until("it is in the spool", () -> sends(block) && journal.acknowledged == journal.received());
    }

    private boolean sends(int block) {
        return machine.server.heard.stream()
                .anyMatch(frame -> frame instanceof AgentMessage.Data data && data.offset() == block * 4096L);
    }

    /** The vault holds A, the spool B, the disk A again: comparing with the vault alone would find nothing. */
    @Test
    void aBlockThatWentBackToWhatTheVaultHoldsIsSentAgain() {
        disk.write(8, 65);
        settle();
        machine.server.heard.clear();
        putIntoTheSpoolOnly(8, 66);
        machine.crash(false);
        disk.write(8, 65);
        machine.until("replication goes on", machine.server::replicating);
        point("p");
    }

    /** The same, but the block is sent between the question for its hash and the answer. */
    @Test
    void anAnswerDoesNotCountForABlockThatWasSentMeanwhile() {
        disk.write(8, 65);
        settle();
        machine.server.heard.clear();
        putIntoTheSpoolOnly(8, 66);
        machine.server.holdHashes = true;
        machine.server.heard.clear();
        machine.crash(false);
        machine.until("hashes are asked for and B is sent again", () -> machine.server.heldHashes() > 0 && sends(8));
        disk.write(8, 65);
        machine.server.holdHashes = false;
        point("p");
    }

    @Test
    void aLostSpoolIsMetByALaterEpochThatTheChangeLogCovers() {
        settle();
        machine.server.storing = false;
        disk.write(1, 5);
        disk.write(90, 6);
        machine.until(
                "both are in the spool",
                () -> machine.server.journals.getFirst().acknowledged >= machine.server.journals.getFirst().stored + 2);
        machine.server.loseSpool = true;
        machine.server.close();
        machine.server.storing = true;
        machine.until("a new epoch began", () -> machine.server.journals.getFirst().epoch == 2);
        machine.server.heard.clear();
        point("p");
        assertThat(machine.server.heard).noneMatch(AgentMessage.HashesWanted.class::isInstance);
    }

    @Test
    void theClockOfTheServerIsComparedWithTheAgents() {
        settle();
        machine.until("a pong came", () -> machine.agent.status().skew().isPresent());
        assertThat(machine.agent.status().skew().orElseThrow().toMillis()).isBetween(1100L, 1300L);
    }

    @Test
    void anAgentThatIsStoppedForGoodStaysStoppedUntilItIsToldToReplicateAgain() {
        settle();
        machine.server.say(new ServerMessage.Stop("COPY-OF-OTHER", "This is a copy of m-2.", "Re-protect it.", -1));
        machine.until("it stops", () -> machine.agent.status().phase() == AgentStatus.Phase.STOPPED);
        for (int i = 0; i < 1000; i++) {
            machine.step();
        }
        assertThat(machine.agent.status().phase()).isEqualTo(AgentStatus.Phase.STOPPED);
        assertThat(machine.agent.status().problem().orElseThrow().message()).isEqualTo("This is a copy of m-2.");
        machine.agent.replicate(true);
        machine.until("it replicates again", machine.server::replicating);
    }

    @Test
    void anUnreachableServerIsTriedAgainWithBoundedPauses() {
        settle();
        machine.server.up = false;
        machine.server.close();
        for (int i = 0; i < 2000; i++) {
            machine.step();
        }
        assertThat(machine.agent.status().phase()).isEqualTo(AgentStatus.Phase.DISCONNECTED);
        assertThat(machine.server.opened).isBetween(10, 500);
        machine.server.up = true;
        machine.until("it replicates again", machine.server::replicating);
    }

    @Test
    void aServerThatSaysNothingIsLeft() {
        settle();
        int before = machine.server.opened;
        machine.server.mute = true;
        machine.until("the agent connects anew", () -> machine.server.opened > before);
        machine.server.mute = false;
        machine.until("it replicates again", machine.server::replicating);
        point("p");
    }

    @Test
    void anAgentThatIsNotWantedEndsItsSession() {
        settle();
        machine.agent.replicate(false);
        assertThat(machine.server.replicating()).isFalse();
        assertThat(machine.agent.status().phase()).isEqualTo(AgentStatus.Phase.IDLE);
        machine.agent.replicate(true);
        machine.until("it replicates again", machine.server::replicating);
    }
}
