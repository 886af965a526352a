package io.leeward.configserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.leeward.configserver.authority.AgentKey;
import io.leeward.configserver.authority.CertificateAuthority;
import io.leeward.configserver.enrolment.AttemptLimit;
import io.leeward.configserver.enrolment.KeyIssue;
import io.leeward.configserver.enrolment.Nonces;
import io.leeward.kernel.Secret;
import io.leeward.model.Disk;
import io.leeward.model.DiskId;
import io.leeward.model.MachineId;
import io.leeward.operations.state.MachineRecord;
import io.leeward.operations.state.Versioned;
import io.leeward.wire.control.ControlMessage;
import io.leeward.wire.control.ControlMessage.Assignment;
import io.leeward.wire.control.ControlMessage.Enrol;
import io.leeward.wire.control.ControlMessage.EnrolDisk;
import io.leeward.wire.control.ControlMessage.Enrolled;
import io.leeward.wire.control.ControlMessage.Heartbeat;
import io.leeward.wire.control.ControlMessage.Refusal;
import io.leeward.wire.control.ControlMessage.Renew;
import io.leeward.wire.control.ControlMessage.Renewed;
import io.leeward.wire.control.EnrolProof;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.Condition;
import org.junit.jupiter.api.Test;

class EnrolmentTest {
    private final TestServer test = new TestServer();
    private final AgentKey agent = AgentKey.fresh();

    @Test
    void anAgentWithTheKeyIsEnrolledAndLearnsThatTheServerKnowsItToo() {
        Secret key = test.newKey();
        Enrol asked = test.proven(test.enrol("db01", 1, agent, List.of(TestServer.disk("sda"))), key, test.leaf());
        Enrolled answer = (Enrolled) test.ask("/agent/v1/enrol", List.of(), asked);
        assertThat(EnrolProof.equal(
                        EnrolProof.ofAnswer(key, asked.serverNonce(), asked.clientNonce(), answer), answer.proof()))
                .isTrue();
        List<X509Certificate> chain = TestServer.parsed(answer.certificates());
        assertThat(chain.getLast()).isEqualTo(test.server.authority());
        assertThat(test.server.admit(chain).orThrow().value()).isEqualTo(answer.machine());
        MachineRecord record = test.machines.named("db01").orElseThrow().value();
        assertThat(record.id().value()).isEqualTo(answer.machine());
        assertThat(record.wish()).isEqualTo(MachineRecord.Wish.UNPROTECTED);
        assertThat(record.disks()).singleElement().satisfies(disk -> assertThat(disk.path())
                .isEqualTo("/dev/sda"));
    }

    @Test
    void theWrongKeyIsRefusedAndTheMachineIsNotThere() {
        test.newKey();
        refused(test.enrolled("db01", 1, Secret.ofText("WRONG"), agent, TestServer.disk("sda")), "ENROL-WRONG-KEY");
        assertThat(test.machines.list()).isEmpty();
    }

    @Test
    void anExpiredKeyIsRefused() {
        Secret key = test.newKey();
        test.pass(KeyIssue.LIFE);
        refused(test.enrolled("db01", 1, key, agent, TestServer.disk("sda")), "ENROL-WRONG-KEY");
    }

    @Test
    void aProofBoundToAnotherCertificateIsRefused() {
        Secret key = test.newKey();
        X509Certificate middle = CertificateAuthority.create(() -> test.now, new SecureRandom())
                .newServer(new TreeSet<>(List.of("localhost")))
                .certificate();
        Enrol passedOn = test.proven(test.enrol("db01", 1, agent, List.of(TestServer.disk("sda"))), key, middle);
        refused(test.ask("/agent/v1/enrol", List.of(), passedOn), "ENROL-WRONG-KEY");
    }

    @Test
    void theSameRequestIsNotAcceptedTwice() {
        Secret key = test.newKey();
        Enrol asked = test.proven(test.enrol("db01", 1, agent, List.of(TestServer.disk("sda"))), key, test.leaf());
        assertThat(test.ask("/agent/v1/enrol", List.of(), asked)).isInstanceOf(Enrolled.class);
        refused(test.ask("/agent/v1/enrol", List.of(), asked), "ENROL-NONCE");
    }

    @Test
    void aChallengeIsGoodForAMinute() {
        Secret key = test.newKey();
        Enrol asked = test.proven(test.enrol("db01", 1, agent, List.of(TestServer.disk("sda"))), key, test.leaf());
        test.pass(Nonces.LIFE);
        refused(test.ask("/agent/v1/enrol", List.of(), asked), "ENROL-NONCE");
    }

    @Test
    void guessingIsStoppedAndTheRightKeyDoesNotHelpUntilTheMinuteIsOver() {
        Secret key = test.newKey();
        for (int i = 0; i < AttemptLimit.MOST_FAILURES; i++) {
            refused(
                    test.enrolled("db01", 1, Secret.ofText("GUESS" + i), agent, TestServer.disk("sda")),
                    "ENROL-WRONG-KEY");
        }
        Enrol unproven = new Enrol(
                "db01",
                ByteBuffer.allocate(32),
                ByteBuffer.allocate(32),
                agent.request(),
                ByteBuffer.allocate(32),
                List.of(TestServer.disk("sda")),
                ByteBuffer.allocate(32));
        refused(test.ask("/agent/v1/enrol", List.of(), test.proven(unproven, key, test.leaf())), "ENROL-TOO-MANY");
        test.pass(AttemptLimit.WINDOW);
        assertThat(test.enrolled("db01", 1, key, agent, TestServer.disk("sda"))).isInstanceOf(Enrolled.class);
    }

    @Test
    void aLostAgentEnrolsAgainAsTheSameMachineAndItsOldCertificateIsGoodNoMore() {
        Secret key = test.newKey();
        Enrolled first = (Enrolled) test.enrolled("db01", 1, key, agent, TestServer.disk("sda"));
        Enrolled second = (Enrolled) test.enrolled("db01", 1, key, AgentKey.fresh(), TestServer.disk("sda"));
        assertThat(second.machine()).isEqualTo(first.machine());
        assertThat(test.server
                        .admit(TestServer.parsed(first.certificates()))
                        .map(MachineId::value)
                        .toString())
                .contains("AGENT-NOT-ADMITTED");
        assertThat(test.server
                        .admit(TestServer.parsed(second.certificates()))
                        .orThrow()
                        .value())
                .isEqualTo(first.machine());
    }

    /** A data folder that was lost, and a disk that grew: replication goes on with the disk that is known. */
    @Test
    void aProtectedMachineThatEnrolsAgainKeepsItsDisksAndTellsTheirSize() {
        Secret key = test.newKey();
        test.enrolled("db01", 1, key, agent, TestServer.disk("sda"), TestServer.disk("sdb"));
        protect("db01");
        EnrolDisk grown = new EnrolDisk("new-b", "/dev/sdx", "serial-sdb", 2 << 20);
        EnrolDisk same = new EnrolDisk("new-a", "/dev/sda", "serial-sda", 1 << 20);
        Enrolled answer = (Enrolled) test.enrolled("db01", 1, key, AgentKey.fresh(), grown, same);
        assertThat(answer.disks()).containsExactly("sdb", "sda");
        MachineRecord record = test.machines.named("db01").orElseThrow().value();
        assertThat(record.wish()).isEqualTo(MachineRecord.Wish.PROTECTED);
        assertThat(record.disks())
                .containsExactly(
                        new Disk(new DiskId("sdb"), "/dev/sdx", "serial-sdb", 2 << 20),
                        new Disk(new DiskId("sda"), "/dev/sda", "serial-sda", 1 << 20));
        refused(test.enrolled("db01", 1, key, AgentKey.fresh(), TestServer.disk("sdc")), "ENROL-OTHER-MACHINE");
        refused(test.enrolled("db01", 1, key, AgentKey.fresh(), TestServer.disk("sda")), "ENROL-OTHER-MACHINE");
    }

    private void protect(String name) {
        Versioned<MachineRecord> known = test.machines.named(name).orElseThrow();
        MachineRecord old = known.value();
        MachineRecord wanted = new MachineRecord(
                old.id(),
                old.name(),
                old.incarnation(),
                old.enrolledAt(),
                old.disks(),
                MachineRecord.Wish.PROTECTED,
                old.phase(),
                old.direction(),
                old.failure(),
                old.policy(),
                old.group(),
                old.resync());
        test.machines.update(wanted, known.version());
    }

    @Test
    void twoMachinesThatEnrolAtOnceCannotClaimOneDisk() throws Exception {
        Secret key = test.newKey();
        Enrol one = test.proven(test.enrol("db01", 1, agent, List.of(TestServer.disk("sda"))), key, test.leaf());
        Enrol two = test.proven(test.enrol("db02", 2, agent, List.of(TestServer.disk("sda"))), key, test.leaf());
        test.machines.meetAtList(2);
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            var answers = threads.invokeAll(List.of(
                    () -> test.ask("/agent/v1/enrol", List.of(), one),
                    () -> test.ask("/agent/v1/enrol", List.of(), two)));
            assertThat(List.of(answers.getFirst().get(), answers.getLast().get()))
                    .haveExactly(1, new Condition<>(Enrolled.class::isInstance, "enrolled"));
        }
        assertThat(test.machines.list()).hasSize(1);
    }

    @Test
    void anotherMachineCannotTakeTheName() {
        Secret key = test.newKey();
        test.enrolled("db01", 1, key, agent, TestServer.disk("sda"));
        refused(test.enrolled("db01", 2, key, AgentKey.fresh(), TestServer.disk("sdb")), "ENROL-OTHER-MACHINE");
    }

    @Test
    void aDiskBelongsToOneMachine() {
        Secret key = test.newKey();
        test.enrolled("db01", 1, key, agent, TestServer.disk("sda"));
        refused(test.enrolled("db02", 1, key, AgentKey.fresh(), TestServer.disk("sda")), "ENROL-DISK-TAKEN");
    }

    @Test
    void namesAndDisksThatMakeNoSenseAreRefused() {
        Secret key = test.newKey();
        refused(test.enrolled("plan:x", 1, key, agent, TestServer.disk("sda")), "ENROL-BAD-REQUEST");
        refused(test.enrolled("db01", 1, key, agent), "ENROL-BAD-REQUEST");
        refused(
                test.enrolled("db01", 1, key, agent, TestServer.disk("sda"), TestServer.disk("sda")),
                "ENROL-BAD-REQUEST");
        refused(test.enrolled("db01", 1, key, agent, TestServer.disk("../x")), "ENROL-BAD-REQUEST");
    }

    @Test
    void aRequestThatIsNotSignedByItsKeyIsRefused() {
        Secret key = test.newKey();
        Enrol good = test.enrol("db01", 1, agent, List.of(TestServer.disk("sda")));
        Enrol stolen = new Enrol(
                good.name(),
                good.clientNonce(),
                good.serverNonce(),
                agent.requestSignedBy(AgentKey.fresh()),
                good.incarnation(),
                good.disks(),
                good.proof());
        refused(test.ask("/agent/v1/enrol", List.of(), test.proven(stolen, key, test.leaf())), "ENROL-BAD-REQUEST");
    }

    @Test
    void anAgentRenewsItsCertificateAndBothAreGoodForAWhile() {
        Secret key = test.newKey();
        List<X509Certificate> first = TestServer.parsed(
                ((Enrolled) test.enrolled("db01", 1, key, agent, TestServer.disk("sda"))).certificates());
        test.pass(Duration.ofDays(60));
        Renewed renewed = (Renewed) test.ask("/agent/v1/renew", first, new Renew(agent.request()));
        List<X509Certificate> second = TestServer.parsed(renewed.certificates());
        assertThat(test.server.admit(first)).isEqualTo(test.server.admit(second));
        test.pass(Duration.ofDays(31));
        assertThat(test.server.admit(first).toString()).contains("expired");
        assertThat(test.server.admit(second).orThrow().value()).isNotBlank();
    }

    @Test
    void heartbeatsTellWhetherAndWhereToReplicate() {
        Secret key = test.newKey();
        Enrolled enrolled = (Enrolled) test.enrolled("db01", 1, key, agent, TestServer.disk("sda"));
        List<X509Certificate> chain = TestServer.parsed(enrolled.certificates());
        Heartbeat beat = new Heartbeat("1.0", "ebpf", "waiting", List.of());
        assertThat(test.ask("/agent/v1/heartbeat", chain, beat))
                .isEqualTo(new Assignment(false, List.of("engine:9443", "for-" + TestServer.ADDRESS + ":9443"), 2010));
        assertThat(test.server.agent(new MachineId(enrolled.machine())))
                .hasValueSatisfying(report -> assertThat(report.tracker()).isEqualTo("ebpf"));
        refused(test.ask("/agent/v1/heartbeat", List.of(), beat), "AGENT-NOT-ADMITTED");
        refused(test.ask("/agent/v1/heartbeat", List.of(test.leaf()), beat), "AGENT-NOT-ADMITTED");
    }

    @Test
    void aCertificateOfAnotherInstallationIsNotAdmitted() {
        CertificateAuthority foreign = CertificateAuthority.create(() -> test.now, new SecureRandom());
        X509Certificate certificate =
                foreign.newAgent(new MachineId("m-1"), agent.pair().getPublic());
        assertThat(test.server.admit(List.of(certificate)).toString()).contains("AGENT-NOT-ADMITTED");
    }

    @Test
    void garbageIsAnsweredInWords() {
        for (String path : List.of("/agent/v1/enrol", "/agent/v1/challenge", "/agent/v2/x\r\n")) {
            var answer = test.server.answer(path, List.of(), TestServer.ADDRESS, ByteBuffer.wrap(new byte[] {1, 2, 3}));
            assertThat(answer.status()).isBetween(400, 499);
        }
    }

    @Test
    void aRestartKeepsAuthorityAndCertificate() {
        String fingerprint = test.server.authorityFingerprint();
        X509Certificate leaf = test.leaf();
        test.server = test.open();
        assertThat(test.server.authorityFingerprint()).isEqualTo(fingerprint);
        assertThat(test.leaf()).isEqualTo(leaf);
        test.names = new TreeSet<>(List.of("localhost", "::1"));
        test.server.tend();
        assertThat(test.server.shown()).hasSize(2).element(1).isEqualTo(leaf);
        test.server = test.open();
        test.server.tend();
        assertThat(test.server.shown()).hasSize(1);
    }

    @Test
    void keysAreRandomAndNotShown() {
        var one = test.server.newRegistrationKey().orThrow();
        assertThat(new String(one.key().reveal()))
                .matches("[A-Z2-7]{32}")
                .isNotEqualTo(new String(test.newKey().reveal()));
        assertThat(one.toString()).doesNotContain(new String(one.key().reveal()));
        assertThat(one.expiresAt()).isEqualTo(test.now.plus(Duration.ofDays(5)));
        assertThat(one.caFingerprint()).isEqualTo(test.server.authorityFingerprint());
    }

    private static void refused(ControlMessage answer, String code) {
        assertThat(answer).isInstanceOfSatisfying(Refusal.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.remedy()).isNotBlank();
        });
    }
}
