package io.leeward.replication;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.model.Position;
import io.leeward.model.Resync;
import io.leeward.replication.session.Tokens;
import io.leeward.replication.status.ReplicationEvent;
import io.leeward.replication.status.ReplicationStatus;
import io.leeward.replication.work.VaultWork;
import io.leeward.vault.epoch.Epochs;
import io.leeward.wire.data.AgentMessage;
import io.leeward.wire.data.AgentMessage.HelloDisk;
import io.leeward.wire.data.ServerMessage;
import io.leeward.wire.data.ServerMessage.Resume;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Who may go on from where: rules 1, 3, 10 and 12 of the design. */
class SessionTest {
    private final Rig rig = new Rig().start();
    private final ScriptedAgent agent = new ScriptedAgent(rig);

    private Position parent(long epoch) {
        return new Epochs(rig.vault)
                .open(agent.disk(0), epoch)
                .orElseThrow()
                .record()
                .parent()
                .orElseThrow();
    }

    private void loseSpool() {
        rig.kill();
        rig.storage.list().forEach(rig.storage::delete);
        rig.storage.syncFolder();
        rig.start();
    }

    @Test
    void anAgentThatConnectsAgainGoesOnInItsEpoch() {
        agent.connect().data(0, 0, 1).data(0, 1, 2);
        rig.flush();
        agent.watermarks();
        agent.disconnect();
        agent.connect();

        assertThat(agent.resume(0)).isEqualTo(Resume.CONTINUE);
        assertThat(agent.known[0].epoch()).isEqualTo(1);
        assertThat(agent.welcome.disks().getFirst().acknowledged()).isEqualTo(2);
    }

    @Test
    void aServerThatStartsAgainGoesOnWithWhatItsSpoolHolds() {
        agent.connect().data(0, 0, 1).data(0, 1, 2);
        rig.flush();
        agent.watermarks();
        agent.data(0, 2, 3);
        rig.kill();
        rig.storage.crash(new Random(3));
        rig.start();
        agent.connect();

        assertThat(agent.resume(0)).isEqualTo(Resume.CONTINUE);
        assertThat(agent.welcome.disks().getFirst().acknowledged()).isBetween(2L, 3L);
    }

    @Test
    void aHelloEndsEveryEarlierSessionBeforeItIsAnswered() {
        agent.connect().data(0, 0, 1);
        long first = agent.session;
        agent.hello();

        int closed = rig.effects.indexOf(new Effect.CloseSession(first));
        int welcomed = rig.effects.indexOf(rig.effects.stream()
                .filter(effect ->
                        effect instanceof Effect.Send(long to, ServerMessage.Welcome welcome) && to == agent.session)
                .findFirst()
                .orElseThrow());
        assertThat(closed).isBetween(0, welcomed - 1);
        assertThat(agent.welcomed().orElseThrow().welcome.disks().getFirst().acknowledged())
                .isEqualTo(1);
        long now = agent.session;
        agent.session = first;
        agent.data(0, 1, 9);
        agent.session = now;
        agent.sequence[0] = 1;
        agent.data(0, 1, 8);
        assertThat(agent.stopped()).isEmpty();
    }

    @Test
    void aWelcomeThatWasLostIsGivenAgainInTheSameEpoch() {
        agent.hello();
        agent.disconnect();
        agent.connect();

        assertThat(agent.resume(0)).isEqualTo(Resume.NEW_INITIAL);
        assertThat(agent.known[0].epoch()).isEqualTo(1);
    }

    @Test
    void aNewSpoolIsSpoolLossAndGoesOnFromWhatIsStoredWhenTheLogProvesIt() {
        agent.connect().data(0, 0, 1);
        rig.flush();
        rig.pass(Duration.ofSeconds(30));
        agent.watermarks();
        agent.data(0, 1, 2);
        rig.flush();
        agent.watermarks();
        loseSpool();
        agent.connect();

        assertThat(agent.resume(0)).isEqualTo(Resume.NEW_CONTINUOUS);
        assertThat(agent.known[0].epoch()).isEqualTo(2);
        assertThat(parent(2)).isEqualTo(new Position(1, 1));
    }

    @Test
    void aNewSpoolComparesWhenTheLogDoesNotReachBackToWhatIsStored() {
        agent.connect().data(0, 0, 1);
        rig.flush();
        rig.pass(Duration.ofSeconds(30));
        loseSpool();
        agent.known(0, 1, 0, 1, true);
        agent.connect();

        assertThat(agent.resume(0)).isEqualTo(Resume.NEW_COMPARED);
        assertThat(rig.replicator.status().resync().state()).isEqualTo(Resync.State.COMPARING);
    }

    @Test
    void aSpoolThatIsBehindIsSpoolLoss() {
        agent.connect().data(0, 0, 1);
        rig.flush();
        agent.watermarks();
        agent.known(0, 5, 0, 9, true);
        agent.disconnect();
        agent.connect();

        assertThat(agent.resume(0)).isEqualTo(Resume.NEW_CONTINUOUS);
        assertThat(parent(2)).isEqualTo(new Position(1, 1));
    }

    @Test
    void aClosedSegmentThatNoLongerVerifiesIsSpoolLoss() {
        rig.limits = Rig.limits(new io.leeward.kernel.ByteSize(1));
        rig.start();
        agent.connect();
        rig.holdWork = true;
        agent.data(0, 0, 1).data(0, 1, 2).data(0, 2, 3);
        rig.flush();
        agent.watermarks();
        rig.kill();
        String second = rig.storage.list().stream()
                .filter(name -> name.endsWith("2.seg"))
                .findFirst()
                .orElseThrow();
        try (var file = rig.storage.open(second)) {
            file.write(120, ByteBuffer.wrap(new byte[] {1, 2, 3}));
        }
        rig.holdWork = false;
        rig.start();
        agent.connect();

        assertThat(agent.resume(0)).isEqualTo(Resume.NEW_CONTINUOUS);
        assertThat(parent(2)).isEqualTo(new Position(1, 1));
        assertThat(rig.told(ReplicationEvent.SpoolLost.class)).hasSize(1);
    }

    @Test
    void pointsBeyondASpoolLossFailByName() {
        agent.connect().copied();
        String point = agent.asked().orElseThrow();
        rig.holdWork = true;
        agent.mark(0, point);
        rig.flush();
        agent.watermarks();
        String file = rig.storage.list().stream()
                .filter(name -> name.endsWith(".seg"))
                .findFirst()
                .orElseThrow();
        try (var segment = rig.storage.open(file)) {
            segment.truncate(200);
        }
        rig.holdWork = false;
        rig.settle();

        assertThat(rig.told(ReplicationEvent.PointFailed.class))
                .singleElement()
                .satisfies(failed -> assertThat(failed.point().value()).isEqualTo(point));
        assertThat(rig.heads().read().orElseThrow().newest()).isEmpty();
    }

    @Test
    void whatIsInTheSpoolIsStoredBeforeAComparisonBegins() {
        agent.connect().data(0, 0, 1);
        rig.flush();
        agent.watermarks();
        agent.coverage(false);
        agent.complete();
        agent.disconnect();
        agent.connect();

        assertThat(agent.resume(0)).isEqualTo(Resume.NEW_COMPARED);
        assertThat(parent(2)).isEqualTo(new Position(1, 1));
    }

    @Test
    void aHelloThatHasToWaitForTheVaultIsSentAwayAfterAWhileAndComesAgain() {
        agent.connect().data(0, 0, 1);
        rig.flush();
        agent.watermarks();
        agent.coverage(false);
        rig.holdWork = true;
        agent.hello();
        rig.pass(Duration.ofSeconds(20));
        assertThat(agent.stopped()).containsExactly("SPOOL-DRAINING");

        rig.holdWork = false;
        rig.settle();
        agent.connect();
        assertThat(agent.resume(0)).isEqualTo(Resume.NEW_COMPARED);
    }

    @Test
    void anInterruptedComparisonGoesOnInItsEpochAgainstWhatIsStored() {
        agent.connect().data(0, 0, 1).data(0, 1, 1);
        rig.flush();
        agent.watermarks();
        agent.coverage(false);
        agent.disconnect();
        agent.connect().data(0, 1, 7);
        rig.flush();
        rig.pass(Duration.ofSeconds(30));
        agent.watermarks();
        agent.coverage(false);
        agent.disconnect();
        agent.connect();

        assertThat(agent.resume(0)).isEqualTo(Resume.CONTINUE);
        assertThat(agent.known[0].epoch()).isEqualTo(2);
        rig.say(agent.session, new AgentMessage.HashesWanted(0, 0, 3));
        byte[] hashes = new byte[48];
        rig.last(agent.session, ServerMessage.Hashes.class)
                .orElseThrow()
                .hashes()
                .duplicate()
                .get(hashes);
        var hasher = new io.leeward.kernel.bytes.BlockHash();
        ByteBuffer expected = ByteBuffer.allocate(48);
        hasher.hash(ScriptedAgent.block(1), expected);
        hasher.hash(ScriptedAgent.block(7), expected);
        assertThat(hashes).isEqualTo(expected.array());
    }

    @Test
    void aStaleTokenShowsAnAgentThatWasTakenBackInTime() {
        agent.connect().copied();
        ScriptedAgent before = agent.copy(rig);
        agent.disconnect();
        agent.connect().data(0, 1, 2);
        rig.flush();
        agent.disconnect();
        before.connect();

        assertThat(before.resume(0)).isEqualTo(Resume.NEW_COMPARED);
        assertThat(before.welcome.disks().getFirst().why()).contains("taken back in time");
        assertThat(parent(2)).isEqualTo(new Position(1, 2));
    }

    @Test
    void aServerBeyondTheBoundShowsAnAgentThatWasTakenBackInTime() {
        Rig two = new Rig(2).start();
        ScriptedAgent both = new ScriptedAgent(two).connect();
        both.data(0, 0, 1).data(1, 0, 1);
        two.flush();
        both.watermarks();
        both.complete();
        both.known(0, 0, 0, 0, true);
        both.disconnect();
        both.connect();

        assertThat(both.resume(0)).isEqualTo(Resume.NEW_COMPARED);
        assertThat(both.resume(1)).isEqualTo(Resume.NEW_COMPARED);
    }

    @Test
    void whenTheNewerAgentSpeaksAgainBothStopUntilAPersonDecides() {
        agent.connect().copied();
        ScriptedAgent before = agent.copy(rig);
        agent.disconnect();
        agent.connect().data(0, 1, 2);
        rig.flush();
        before.connect();
        agent.hello();

        assertThat(agent.stopped()).containsExactly("TWO-AGENTS");
        before.hello();
        assertThat(before.stopped()).contains("TWO-AGENTS");
        assertThat(rig.replicator.status().link()).isEqualTo(ReplicationStatus.Link.DORMANT);
        rig.kill();
        rig.start();
        agent.hello();
        assertThat(agent.stopped()).containsExactly("TWO-AGENTS");

        rig.replicator.resynchronize("An operator said which one it is.", true);
        rig.settle();
        agent.connect();
        assertThat(agent.resume(0)).isEqualTo(Resume.NEW_COMPARED);
    }

    @Test
    void aCopyIsDormantAndDoesNotDisturbTheMachine() {
        agent.connect().data(0, 0, 1);
        ScriptedAgent copy = agent.copy(rig);
        copy.incarnation = "cd".repeat(32);
        copy.hello();

        assertThat(copy.stopped()).containsExactly("MACHINE-COPY");
        assertThat(rig.replicator.status().attention())
                .hasValueSatisfying(issue -> assertThat(issue.message()).contains("copy of web"));
        agent.data(0, 1, 2);
        rig.flush();
        assertThat(agent.watermarks()).isTrue();
    }

    @Test
    void aChangedMachineThatAPersonConfirmedIsCompared() {
        agent.connect().copied();
        agent.disconnect();
        agent.incarnation = "cd".repeat(32);
        rig.replicator.resynchronize("The hardware was replaced.", true);
        rig.settle();
        assertThat(rig.replicator.status().resync().state()).isEqualTo(Resync.State.REQUIRED);
        agent.connect();

        assertThat(agent.resume(0)).isEqualTo(Resume.NEW_COMPARED);
        assertThat(rig.told(ReplicationEvent.IncarnationSeen.class))
                .singleElement()
                .satisfies(seen -> assertThat(seen.incarnation()).isEqualTo("cd".repeat(32)));
        agent.disconnect();
        agent.connect();
        agent.incarnation = "ab".repeat(32);
        agent.hello();
        assertThat(agent.stopped()).containsExactly("MACHINE-COPY");
    }

    @Test
    void aResynchronizationEndsTheSessionAndComparesAtTheNextHello() {
        agent.connect().copied();
        rig.heard(agent.session);
        rig.replicator.resynchronize("An operator asked.", false);
        rig.settle();
        assertThat(agent.stopped()).containsExactly("SESSION-RENEWED");
        agent.connect();

        assertThat(agent.resume(0)).isEqualTo(Resume.NEW_COMPARED);
        assertThat(rig.replicator.status().resync())
                .isEqualTo(new Resync(Resync.State.COMPARING, java.util.Optional.of("An operator asked.")));
        agent.complete();
        assertThat(rig.replicator.status().resync()).isEqualTo(Resync.NONE);
    }

    @Test
    void aDiskOfAnotherSizeIsCompared() {
        agent.connect().copied();
        agent.disconnect();
        HelloDisk now = agent.known[0];
        agent.known[0] = new HelloDisk(
                now.disk(),
                2 * now.bytes(),
                now.epoch(),
                now.spool(),
                now.acknowledged(),
                now.stored(),
                now.sequenceBound(),
                true);
        agent.connect();

        assertThat(agent.resume(0)).isEqualTo(Resume.NEW_COMPARED);
        agent.data(0, 20, 3);
        assertThat(agent.stopped()).isEmpty();
    }

    @Test
    void aClaimThatWasMadeForOneHelloIsJudgedAnewForTheNext() {
        agent.connect().data(0, 0, 1);
        rig.flush();
        rig.pass(Duration.ofSeconds(30));
        agent.watermarks();
        loseSpool();
        rig.holdWork = true;
        agent.hello();
        rig.doNext();
        assertThat(rig.waitsFor(VaultWork.ClaimEpoch.class)).isTrue();
        agent.coverage(false);
        agent.hello();
        rig.holdWork = false;
        rig.settle();

        agent.welcomed();
        assertThat(agent.resume(0)).isEqualTo(Resume.NEW_COMPARED);
        assertThat(agent.known[0].epoch()).isEqualTo(3);
    }

    @Test
    void theHelloOfAnotherSetOfDisksIsSentAway() {
        agent.known[0] = new HelloDisk("other", Rig.DISK_BYTES, 0, "", 0, 0, 0, false);
        agent.hello();
        assertThat(agent.stopped()).containsExactly("DISK-NOT-PROTECTED");
    }

    @Test
    void aTokenThatWasOfferedButNotConfirmedCountsLikeTheOneBefore() {
        Tokens tokens =
                Tokens.fresh().offer("1".repeat(64), Tokens.Standing.FIRST).kept();
        Tokens offered = tokens.offer("2".repeat(64), tokens.standing("1".repeat(64)));

        assertThat(offered.standing("1".repeat(64))).isEqualTo(Tokens.Standing.KNOWN);
        assertThat(offered.standing("2".repeat(64))).isEqualTo(Tokens.Standing.KNOWN);
        assertThat(offered.kept().standing("1".repeat(64))).isEqualTo(Tokens.Standing.STALE);
        assertThat(offered.kept().standing(Tokens.NONE)).isEqualTo(Tokens.Standing.STALE);
    }
}
