package io.leeward.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.model.Position;
import io.leeward.replication.status.ReplicationEvent;
import io.leeward.replication.status.ReplicationStatus;
import io.leeward.replication.work.VaultWork;
import io.leeward.vault.blob.StoreFault;
import io.leeward.wire.data.AgentMessage;
import io.leeward.wire.data.ServerMessage;
import io.leeward.wire.data.ServerMessage.Resume;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The way of data and points from the agent to the vault. */
class ReplicationTest {
    private final Rig rig = new Rig().start();
    private final ScriptedAgent agent = new ScriptedAgent(rig);

    private void cut() {
        String point = agent.asked().orElseThrow();
        agent.mark(0, point);
        rig.flush();
    }

    @Test
    void aDiskThatTheVaultDoesNotKnowBeginsWithAnInitialCopy() {
        agent.connect();

        assertThat(agent.resume(0)).isEqualTo(Resume.NEW_INITIAL);
        assertThat(agent.known[0].epoch()).isEqualTo(1);
        assertThat(rig.heads().read().orElseThrow().epoch(agent.disk(0))).hasValue(1);
    }

    @Test
    void acknowledgementComesOnlyAfterTheSpoolIsSynced() {
        agent.connect().data(0, 0, 1).data(0, 1, 2);

        assertThat(agent.watermarks()).isFalse();
        rig.flush();
        assertThat(agent.watermarks()).isTrue();
        assertThat(agent.known[0].acknowledged()).isEqualTo(2);
    }

    @Test
    void storedIsToldOnlyForWhatIsContiguousInTheVault() {
        rig.limits = Rig.limits(new io.leeward.kernel.ByteSize(1));
        rig.start();
        agent.connect();
        rig.holdWork = true;
        agent.data(0, 0, 1).data(0, 1, 2).data(0, 2, 3);
        rig.flush();
        Effect.Work first = rig.work.remove();

        rig.doNext();
        agent.watermarks();
        assertThat(agent.known[0].acknowledged()).isEqualTo(3);
        assertThat(agent.known[0].stored()).isZero();
        assertThat(rig.storage.list()).filteredOn(name -> name.endsWith(".seg")).hasSize(3);

        rig.work.addFirst(first);
        rig.doNext();
        agent.watermarks();
        assertThat(agent.known[0].stored()).isEqualTo(2);
        assertThat(rig.storage.list()).filteredOn(name -> name.endsWith(".seg")).hasSize(1);
    }

    @Test
    void anOpenSegmentIsClosedAfterTheFlushTimeOfThePolicy() {
        agent.connect().data(0, 0, 1);
        rig.flush();
        assertThat(rig.replicator.wakeAtNanos())
                .hasValue(rig.nanos + Duration.ofSeconds(30).toNanos());

        rig.pass(Duration.ofSeconds(30));
        agent.watermarks();

        assertThat(agent.known[0].stored()).isEqualTo(1);
    }

    @Test
    void noPointIsAskedForBeforeTheFirstCopyIsComplete() {
        agent.connect().data(0, 0, 1);
        rig.pass(Duration.ofMinutes(30));
        assertThat(agent.asked()).isEmpty();
        assertThat(rig.replicator.cut(false, List.of(), Optional.empty()))
                .isInstanceOf(io.leeward.kernel.Outcome.Refused.class);

        agent.complete();
        assertThat(agent.asked()).isPresent();
    }

    @Test
    void aPointIsRecoverableOnceTheHeadNamesIt() {
        agent.connect().copied();
        String point = agent.asked().orElseThrow();
        rig.holdWork = true;
        agent.data(0, 1, 5).mark(0, point);
        rig.flush();
        assertThat(rig.waitsFor(VaultWork.UploadSegment.class)).isTrue();
        rig.doNext();
        assertThat(rig.waitsFor(VaultWork.PublishPoint.class)).isTrue();
        assertThat(rig.told(ReplicationEvent.PointRecoverable.class)).isEmpty();
        rig.doNext();

        assertThat(rig.told(ReplicationEvent.PointRecoverable.class)).hasSize(1);
        assertThat(rig.last(agent.session, ServerMessage.PointRecoverable.class))
                .isPresent();
        var named = rig.heads().read().orElseThrow().newest().orElseThrow();
        assertThat(named.id().value()).isEqualTo(point);
        assertThat(named.cuts().getFirst().position()).isEqualTo(new Position(1, 3));
        assertThat(rig.replicator.status().newest()).hasValue(named);
    }

    @Test
    void aPointOfTwoDisksWaitsForTheSlowerOne() {
        Rig two = new Rig(2).start();
        ScriptedAgent both = new ScriptedAgent(two).connect().copied();
        String point = both.asked().orElseThrow();
        both.mark(0, point);
        two.flush();
        assertThat(two.told(ReplicationEvent.PointRecoverable.class)).isEmpty();

        both.mark(1, point);
        two.flush();

        assertThat(two.told(ReplicationEvent.PointRecoverable.class)).hasSize(1);
    }

    @Test
    void pointsAreCutAtTheIntervalOfThePolicy() {
        agent.connect().copied();
        cut();
        rig.pass(Duration.ofMinutes(4));
        assertThat(agent.asked()).isEmpty();
        rig.pass(Duration.ofMinutes(1));
        cut();

        assertThat(rig.told(ReplicationEvent.PointRecoverable.class)).hasSize(2);
    }

    @Test
    void aCutThatTheAgentCouldNotMakeIsRepeatedAndItsReasonShown() {
        agent.connect().copied();
        String point = agent.asked().orElseThrow();
        rig.say(
                agent.session,
                new AgentMessage.NoPoint(point, "FREEZE-TOO-LONG", "The freeze took too long.", "Look at the load."));

        assertThat(rig.told(ReplicationEvent.PointFailed.class)).hasSize(1);
        assertThat(rig.replicator.status().attention())
                .hasValueSatisfying(issue -> assertThat(issue.code()).isEqualTo("FREEZE-TOO-LONG"));
        rig.pass(Duration.ofSeconds(5));
        assertThat(agent.asked()).isPresent();
        assertThat(rig.replicator.status().pointsUnderWay()).isEqualTo(1);
    }

    @Test
    void anOperatorsCutCarriesItsTags() {
        agent.connect().copied();
        cut();
        var asked = rig.replicator.cut(false, List.of("before the upgrade"), Optional.empty());
        rig.settle();
        cut();

        var told = rig.told(ReplicationEvent.PointRecoverable.class).getLast().point();
        assertThat(told.id()).isEqualTo(asked.orThrow());
        assertThat(told.tags()).containsExactly("before the upgrade");
    }

    @Test
    void aPointWhoseMarkersAreIncompleteWhenTheSessionEndsFailsByName() {
        Rig two = new Rig(2).start();
        ScriptedAgent both = new ScriptedAgent(two).connect().copied();
        String point = both.asked().orElseThrow();
        both.mark(0, point);
        both.disconnect();

        assertThat(two.told(ReplicationEvent.PointFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.point().value()).isEqualTo(point));
        both.connect().mark(1, point);
        two.flush();
        assertThat(two.told(ReplicationEvent.PointRecoverable.class)).isEmpty();
    }

    @Test
    void theCutTimeIsCorrectedForSkew() {
        agent.connect().copied();
        rig.say(agent.session, new AgentMessage.Ping(rig.now.minusSeconds(90).toEpochMilli()));
        String point = agent.asked().orElseThrow();
        rig.say(
                agent.session,
                new AgentMessage.Marker(
                        0,
                        ++agent.sequence[0],
                        point,
                        0,
                        rig.now.minusSeconds(90).toEpochMilli(),
                        Rig.DISK_BYTES));
        rig.flush();

        assertThat(rig.told(ReplicationEvent.PointRecoverable.class)
                        .getFirst()
                        .point()
                        .cutAt())
                .isEqualTo(rig.now);
        assertThat(rig.replicator.status().skew()).isEqualTo(Duration.ofSeconds(90));
    }

    @Test
    void aFrameOutOfSequenceEndsTheSession() {
        agent.connect().data(0, 0, 1);
        agent.sequence[0]++;
        agent.data(0, 1, 2);

        assertThat(agent.stopped()).containsExactly("SEQUENCE-GAP");
    }

    @Test
    void aFrameThatCameBeforeIsADuplicateOnlyIfItsHashIsEqual() {
        agent.connect().data(0, 0, 1);
        rig.flush();
        agent.sequence[0]--;
        agent.data(0, 0, 1);
        assertThat(agent.stopped()).isEmpty();

        agent.sequence[0]--;
        agent.data(0, 0, 2);
        assertThat(agent.stopped()).containsExactly("FRAME-DIFFERS");
    }

    @Test
    void aDuplicateIsAlsoFoundInAClosedSegment() {
        agent.connect();
        rig.holdWork = true;
        agent.data(0, 0, 1);
        rig.pass(Duration.ofSeconds(30));
        agent.sequence[0]--;
        agent.data(0, 0, 1);
        assertThat(agent.stopped()).isEmpty();
    }

    @Test
    void dataOutsideTheDiskEndsTheSession() {
        agent.connect();
        rig.say(agent.session, new AgentMessage.Data(0, 1, Rig.DISK_BYTES, ByteBuffer.allocate(4096)));

        assertThat(agent.stopped()).containsExactly("PROTOCOL-VIOLATED");
    }

    @Test
    void nothingIsAcceptedBeforeTheTokenIsKept() {
        agent.hello();
        rig.say(agent.session, new AgentMessage.Data(0, 1, 0, ByteBuffer.allocate(4096)));

        assertThat(agent.stopped()).contains("PROTOCOL-VIOLATED");
    }

    @Test
    void moreThanTheWindowEndsTheSession() {
        agent.connect();
        long window = agent.welcome.window();
        for (long sent = 0; sent <= window + 65_536; sent += 65_536) {
            agent.sequence[0]++;
            rig.replicator.received(
                    agent.session, new AgentMessage.Data(0, agent.sequence[0], 0, ByteBuffer.allocate(65_536)));
        }
        rig.settle();

        assertThat(agent.stopped()).containsExactly("PROTOCOL-VIOLATED");
    }

    @Test
    void aFullSpoolMakesTheAgentWaitAndDropsNothing() {
        rig.limits = new io.leeward.replication.settings.Limits(
                rig.limits.window(),
                new io.leeward.kernel.ByteSize(4096),
                new io.leeward.kernel.ByteSize(20_000),
                io.leeward.kernel.ByteSize.ZERO,
                4,
                4,
                Duration.ofMillis(250),
                Duration.ofSeconds(60),
                Duration.ofSeconds(20),
                Duration.ofMinutes(10),
                8);
        rig.start();
        agent.connect();
        rig.holdWork = true;
        byte[] noise = new byte[4096];
        for (int i = 0; i < 8; i++) {
            new java.util.Random(i).nextBytes(noise);
            agent.sequence[0]++;
            rig.say(
                    agent.session,
                    new AgentMessage.Data(0, agent.sequence[0], i * 4096L, ByteBuffer.wrap(noise.clone())));
        }
        rig.flush();
        assertThat(rig.did(effect -> effect.equals(new Effect.PauseReading(agent.session))))
                .isTrue();
        assertThat(rig.replicator.status().waitingForRoom()).isTrue();
        agent.watermarks();
        assertThat(agent.known[0].acknowledged()).isEqualTo(8);

        rig.holdWork = false;
        rig.settle();
        assertThat(rig.did(effect -> effect.equals(new Effect.ResumeReading(agent.session))))
                .isTrue();
        agent.watermarks();
        assertThat(agent.known[0].stored()).isEqualTo(8);
    }

    @Test
    void anUploadIsRepeatedUntilTheStoreAnswers() {
        agent.connect().data(0, 0, 1);
        rig.flush();
        rig.blobs.faults((call, about) -> call.equals("create") ? StoreFault.REFUSED : StoreFault.NONE);
        rig.pass(Duration.ofSeconds(30));
        assertThat(rig.replicator.status().attention()).isPresent();
        rig.pass(Duration.ofSeconds(1));
        rig.blobs.faults((call, about) -> StoreFault.NONE);
        rig.pass(Duration.ofSeconds(60));

        agent.watermarks();
        assertThat(agent.known[0].stored()).isEqualTo(1);
        assertThat(rig.told(ReplicationEvent.WorkDelayed.class)).hasSize(1);
        assertThat(rig.replicator.status().attention()).isEmpty();
    }

    @Test
    void anUploadWhoseAnswerWasLostIsFoundByItsContent() {
        agent.connect().data(0, 0, 1);
        rig.flush();
        rig.blobs.faults((call, about) -> call.equals("create") ? StoreFault.LOST_AFTER : StoreFault.NONE);
        rig.pass(Duration.ofSeconds(30));

        agent.watermarks();
        assertThat(agent.known[0].stored()).isEqualTo(1);
    }

    @Test
    void otherContentUnderTheNameOfASegmentFencesTheMachineOff() {
        agent.connect().data(0, 0, 1);
        rig.flush();
        rig.blobs.overwrite(io.leeward.vault.layout.Names.segment(agent.disk(0), 1, 1), new byte[100]);
        rig.pass(Duration.ofSeconds(30));

        assertThat(rig.told(ReplicationEvent.FencedOff.class)).hasSize(1);
        assertThat(rig.replicator.status().link()).isEqualTo(ReplicationStatus.Link.FENCED);
        assertThat(agent.stopped()).containsExactly("JOURNAL-FENCED");
    }

    @Test
    void anOwnerOfANewerGenerationFencesThisOneOff() {
        agent.connect().copied();
        String point = agent.asked().orElseThrow();
        Rig other = rig.another(2).start();
        agent.mark(0, point);
        rig.flush();

        assertThat(rig.told(ReplicationEvent.FencedOff.class)).hasSize(1);
        assertThat(rig.heads().read().orElseThrow().newest()).isEmpty();
        assertThat(other.heads().read().orElseThrow().generation()).isEqualTo(2);
    }

    @Test
    void acknowledgedStoredAndRecoverableAreShownApart() {
        agent.connect().copied();
        cut();
        var recoverable = rig.now;
        rig.pass(Duration.ofSeconds(10));
        agent.data(0, 3, 3);
        rig.flush();
        rig.pass(Duration.ofSeconds(1));
        var status = rig.replicator.status();

        assertThat(status.newest().orElseThrow().cutAt()).isEqualTo(recoverable);
        assertThat(status.disks().getFirst().storedAt()).hasValue(recoverable);
        assertThat(status.disks().getFirst().acknowledgedAt()).hasValue(recoverable.plusSeconds(10));
        assertThat(status.disks().getFirst().acknowledged()).isEqualTo(3);
        assertThat(status.disks().getFirst().stored()).isEqualTo(2);
    }

    @Test
    void aFencedJournalGoesOnInANewEpochOnceAPersonAskedForAComparison() {
        agent.connect().data(0, 0, 1);
        rig.flush();
        rig.blobs.overwrite(io.leeward.vault.layout.Names.segment(agent.disk(0), 1, 1), new byte[100]);
        rig.pass(Duration.ofSeconds(30));
        assertThat(rig.replicator.status().link()).isEqualTo(ReplicationStatus.Link.FENCED);

        rig.blobs.delete(io.leeward.vault.layout.Names.segment(agent.disk(0), 1, 1));
        rig.replicator.resynchronize("An operator asked.", false);
        rig.settle();
        agent.connect();
        assertThat(agent.resume(0)).isEqualTo(Resume.NEW_COMPARED);
    }

    @Test
    void aLineThatMovedUnderTheSameOwnerLoadsTheMachineAgain() {
        agent.connect().copied();
        String point = agent.asked().orElseThrow();
        var epoch = io.leeward.vault.Vaults.claim(
                rig.vault,
                agent.disk(0),
                Optional.of(new Position(1, 0)),
                io.leeward.vault.epoch.Coverage.COMPARED,
                Rig.DISK_BYTES);
        new io.leeward.vault.head.Heads(rig.vault, Rig.MACHINE, 1).claimLine(agent.disk(0), epoch.number());
        agent.mark(0, point);
        rig.flush();

        assertThat(rig.told(ReplicationEvent.PointFailed.class)).hasSize(1);
        assertThat(agent.stopped()).contains("SESSION-RENEWED");
        agent.connect();
        assertThat(agent.known[0].epoch()).isEqualTo(3);
    }
}
