package io.leeward.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.replication.status.ReplicationEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A server that starts again knows from its spool and the vault what was under way. */
class RestartTest {
    private final Rig rig = new Rig(2).start();
    private final ScriptedAgent agent = new ScriptedAgent(rig);

    private void restart() {
        rig.kill();
        rig.storage.crash(new Random(1));
        rig.holdWork = false;
        rig.start();
    }

    @Test
    void aPointMarkedOnEveryDiskIsPublishedAfterARestart() {
        agent.connect().copied();
        String point = agent.asked().orElseThrow();
        rig.holdWork = true;
        agent.mark(0, point).mark(1, point);
        rig.flush();
        restart();

        assertThat(rig.told(ReplicationEvent.PointRecoverable.class))
                .singleElement()
                .satisfies(told -> assertThat(told.point().id().value()).isEqualTo(point));
    }

    @Test
    void theMarkerOfADiskThatIsStoredIsKeptUntilThePointIsPublished() {
        agent.connect().copied();
        String point = agent.asked().orElseThrow();
        agent.mark(0, point);
        rig.flush();
        rig.holdWork = true;
        agent.mark(1, point);
        rig.flush();
        restart();

        assertThat(rig.told(ReplicationEvent.PointRecoverable.class)).hasSize(1);
        assertThat(rig.storage.list()).noneMatch(name -> name.endsWith(".seg"));
    }

    @Test
    void aPointMarkedOnSomeDisksOnlyFailsByNameAfterARestart() {
        agent.connect().copied();
        String point = agent.asked().orElseThrow();
        rig.holdWork = true;
        agent.mark(0, point);
        rig.flush();
        restart();

        assertThat(rig.told(ReplicationEvent.PointFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.point().value()).isEqualTo(point));
    }

    @Test
    void aPointThatTheHeadNamesIsNotToldAgainAfterARestart() {
        agent.connect().copied();
        String point = agent.asked().orElseThrow();
        agent.mark(0, point).mark(1, point);
        rig.flush();
        rig.events.clear();
        restart();

        assertThat(rig.events).noneMatch(event -> event instanceof ReplicationEvent.PointFailed);
        assertThat(rig.replicator.status().newest()).isPresent();
    }

    @Test
    void aRestartLooksOnlyAtSegmentsBehindTheNewestPoint() {
        agent.connect();
        for (int block = 1; block <= 6; block++) {
            agent.data(0, block, block);
            rig.replicator.seal();
            rig.settle();
        }
        agent.copied();
        String point = agent.asked().orElseThrow();
        agent.mark(0, point).mark(1, point);
        rig.flush();
        List<String> looked = new ArrayList<>();
        rig.blobs.faults((call, about) -> {
            if (about.endsWith(".seg")) {
                looked.add(about);
            }
            return io.leeward.vault.blob.StoreFault.NONE;
        });
        restart();

        assertThat(looked).hasSizeLessThanOrEqualTo(rig.disks.size());
        agent.connect();
        assertThat(agent.welcome.disks().getFirst().stored()).isEqualTo(8);
    }

    @Test
    void theCopyStaysCompleteAfterARestart() {
        agent.connect().copied();
        restart();
        agent.connect();

        assertThat(agent.asked()).isPresent();
    }

    @Test
    void aServerWithoutItsVaultWaitsAndSaysWhy() {
        rig.blobs.faults((call, about) -> io.leeward.vault.blob.StoreFault.REFUSED);
        rig.kill();
        rig.start();
        agent.hello();
        rig.pass(Duration.ofSeconds(20));
        assertThat(agent.stopped()).containsExactly("STORE-UNREACHABLE");

        rig.blobs.faults((call, about) -> io.leeward.vault.blob.StoreFault.NONE);
        rig.pass(Duration.ofSeconds(60));
        agent.connect();
    }

    @Test
    void closingMakesEverythingDurableAndSendsTheAgentAway() {
        agent.connect().data(0, 0, 1);
        rig.replicator.close();
        rig.settle();
        assertThat(agent.stopped()).containsExactly("SERVER-STOPPING");

        restart();
        agent.connect();
        assertThat(agent.welcome.disks().getFirst().acknowledged()).isEqualTo(1);
    }
}
