package io.leeward.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.kernel.ByteSize;
import io.leeward.kernel.bytes.BlockHash;
import io.leeward.model.Position;
import io.leeward.replication.status.ReplicationEvent;
import io.leeward.vault.epoch.Epochs;
import io.leeward.vault.epoch.Line;
import io.leeward.vault.journal.BlockHashes;
import io.leeward.vault.journal.JournalPath;
import io.leeward.wire.data.ServerMessage.Resume;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The power fails, or one operation fails, at every single operation on the spool. */
class SpoolCrashTest {
    private static final int FRAMES = 12;
    private static final int MOST_OPERATIONS = 5_000;

    /** Frame n writes this into block n % 8. */
    private static int fill(long sequence) {
        return (int) (sequence % 100) + 1;
    }

    private static void send(ScriptedAgent agent, long upTo) {
        while (agent.sequence[0] < upTo) {
            long next = agent.sequence[0] + 1;
            agent.data(0, (int) (next % 8), fill(next));
            if (next % 3 == 0) {
                agent.rig.flush();
                agent.watermarks();
            }
            if (next % 5 == 0) {
                agent.rig.pass(Duration.ofSeconds(31));
                agent.watermarks();
            }
        }
        agent.rig.flush();
        agent.watermarks();
    }

    private static Rig rig() {
        Rig rig = new Rig();
        rig.limits = Rig.limits(new ByteSize(700));
        return rig;
    }

    private static void requireContent(Rig rig, ScriptedAgent agent) {
        rig.pass(Duration.ofSeconds(31));
        agent.watermarks();
        assertThat(agent.known[0].stored()).isEqualTo(FRAMES);
        Line line = Line.to(new Epochs(rig.vault), agent.disk(0), new Position(agent.known[0].epoch(), FRAMES));
        byte[] hashes = new BlockHashes(JournalPath.list(rig.vault, line, List.of())).read(0, 8);
        ByteBuffer expected = ByteBuffer.allocate(8 * BlockHash.BYTES);
        for (int block = 0; block < 8; block++) {
            long newest = block + 8 <= FRAMES ? block + 8 : block;
            new BlockHash().hash(ScriptedAgent.block(fill(newest)), expected);
        }
        assertThat(hashes).isEqualTo(expected.array());
    }

    @Test
    void whatWasAcknowledgedSurvivesAPowerFailureAtAnyOperation() {
        int runs = 0;
        for (int failAt = 1; ; failAt++) {
            assertThat(failAt).isLessThan(MOST_OPERATIONS);
            Rig rig = rig();
            ScriptedAgent agent = new ScriptedAgent(rig);
            rig.storage.failFrom(failAt);
            boolean failed = attempt(rig, agent);
            long acknowledged = agent.known[0].acknowledged();
            rig.storage.crash(new Random(failAt));
            rig.start();
            agent.connect();
            if (agent.known[0].epoch() == 1 && failed && agent.resume(0) == Resume.CONTINUE) {
                runs++;
            }
            assertThat(rig.told(ReplicationEvent.SpoolLost.class)).isEmpty();
            if (agent.known[0].epoch() > 1) {
                assertThat(acknowledged).isZero();
            }
            send(agent, FRAMES);
            requireContent(rig, agent);
            if (!failed) {
                break;
            }
        }
        assertThat(runs).isGreaterThan(30);
    }

    /** Runs until the storage fails; true when it did. The connection breaks then, and the machine loses power. */
    private static boolean attempt(Rig rig, ScriptedAgent agent) {
        rig.start();
        agent.hello();
        if (agent.welcomed().isEmpty()) {
            return true;
        }
        send(agent, FRAMES);
        return !rig.told(ReplicationEvent.WorkDelayed.class).isEmpty()
                || !rig.told(ReplicationEvent.SessionEnded.class).isEmpty();
    }

    @Test
    void aSingleFailedOperationEndsTheSessionAndNothingIsLost() {
        for (int failAt = 1; ; failAt++) {
            assertThat(failAt).isLessThan(MOST_OPERATIONS);
            Rig rig = rig();
            ScriptedAgent agent = new ScriptedAgent(rig);
            rig.storage.failOnce(failAt);
            rig.start();
            boolean done = false;
            for (int tries = 0; tries < 5 && !done; tries++) {
                agent.hello();
                if (agent.welcomed().isPresent()) {
                    done = sendAll(rig, agent);
                }
                rig.pass(Duration.ofSeconds(61));
                agent.watermarks();
                done &= agent.known[0].stored() == FRAMES;
            }
            assertThat(done).isTrue();
            requireContent(rig, agent);
            if (rig.storage.operations() < failAt) {
                break;
            }
        }
    }

    /** Sends until the session ends; true when everything was sent. */
    private static boolean sendAll(Rig rig, ScriptedAgent agent) {
        int ended = rig.told(ReplicationEvent.SessionEnded.class).size();
        long began = agent.sequence[0];
        while (agent.sequence[0] < FRAMES
                && rig.told(ReplicationEvent.SessionEnded.class).size() == ended) {
            send(agent, agent.sequence[0] + 1);
        }
        assertThat(agent.sequence[0]).isGreaterThanOrEqualTo(began);
        return rig.told(ReplicationEvent.SessionEnded.class).size() == ended;
    }
}
