package io.leeward.operations.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leeward.kernel.Issue;
import io.leeward.model.Action;
import io.leeward.model.Health;
import io.leeward.model.JobId;
import io.leeward.model.MachineId;
import io.leeward.model.Phase;
import io.leeward.model.PointKind;
import io.leeward.model.ReplicationPolicy;
import io.leeward.model.Resync;
import io.leeward.operations.Operations;
import io.leeward.operations.jobs.JobResult;
import io.leeward.operations.jobs.JobState;
import io.leeward.operations.jobs.JobView;
import io.leeward.operations.jobs.StepView;
import io.leeward.operations.live.EventView;
import io.leeward.operations.machines.MachineView;
import io.leeward.operations.memory.MemoryEngine;
import io.leeward.operations.memory.MemoryStores;
import io.leeward.operations.policies.PolicySettings;
import io.leeward.operations.port.ReplicationFact;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ProtectionTest {
    private static final String NAME = "db-01";
    private static final byte[] DISK = Site.disk(1);

    private final MemoryEngine engine = Site.engine(new MemoryStores());

    @BeforeEach
    void vault() {
        Site.create(engine.operations()).orThrow();
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void aMachineIsProtectedOnceItsFirstPointCanBeRecovered() {
        MachineId machine = engine.enrolment().enrol(NAME, DISK.length);
        assertThat(machine().phase()).isEqualTo(Phase.UNPROTECTED);
        assertThat(machine().state()).isEqualTo("Not protected");
        engine.replication().agentRuns(machine, DISK);
        JobView job = Site.finished(operations(), protect(machine));
        assertThat(job.name()).isEqualTo("Enable replication");
        assertThat(job.steps())
                .extracting(StepView::name)
                .containsExactly(
                        "Prerequisites check",
                        "Enable replication",
                        "Start initial replication",
                        "Update provider states");
        assertThat(machine().phase()).isEqualTo(Phase.INITIAL_COPY);
        assertThat(machine().state()).isEqualTo("Initial copy 50 %");
        assertThat(machine().rpo()).isEmpty();
        assertThat(machine().policy()).contains("gold");
        engine.replication().initialCopyEnds(machine);
        await().atMost(Site.PATIENCE).until(() -> machine().phase() == Phase.PROTECTED);
        MachineView protectedNow = machine();
        assertThat(protectedNow.health()).isEqualTo(Health.NORMAL);
        assertThat(protectedNow.rpo().orElseThrow()).isLessThan(Duration.ofMinutes(1));
        assertThat(protectedNow.lastPoint()).isPresent();
        assertThat(protectedNow.tracker()).isEqualTo("compare");
        assertThat(events()).contains("db-01 is protected: its first point can be recovered.");
    }

    @Test
    void cuttingAPointTellsThePoint() {
        MachineId machine = Site.protectedMachine(engine, NAME, DISK);
        JobView job =
                Site.finished(operations(), operations().machines().cut(machine, Optional.of("before upgrade"), true));
        assertThat(job.result()).isInstanceOfSatisfying(JobResult.PointCut.class, cut -> {
            assertThat(cut.kind()).isEqualTo(PointKind.APP_CONSISTENT);
            assertThat(operations().points().of(machine).getFirst().point().id())
                    .isEqualTo(cut.point());
            assertThat(operations().points().of(machine).getFirst().point().tags())
                    .containsExactly("before upgrade");
        });
        assertThat(operations().points().of(machine)).hasSize(2);
    }

    @Test
    void aPointThatIsNotCutFailsTheJobWithTheReason() {
        MachineId machine = Site.protectedMachine(engine, NAME, DISK);
        engine.replication().pointsFail(true);
        JobView job = Site.ended(operations(), operations().machines().cut(machine, Optional.empty(), false));
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(job.issue().orElseThrow().message()).isEqualTo("The freeze took too long.");
        await().atMost(Site.PATIENCE).until(() -> events().contains("The freeze took too long."));
    }

    @Test
    void whatThePhaseDoesNotAllowIsRefusedWithOneSentence() {
        MachineId machine = engine.enrolment().enrol(NAME, DISK.length);
        Issue issue = Site.issue(operations().machines().cut(machine, Optional.empty(), false));
        assertThat(issue.kind()).isEqualTo(Issue.Kind.NOT_ALLOWED);
        assertThat(issue.message()).isEqualTo("db-01 is not protected.");
        assertThat(machine().actions().get(Action.CUT_POINT.ordinal()).reason()).contains("db-01 is not protected.");
        assertThat(Site.issue(operations().machines().disable(new MachineId("nobody")))
                        .kind())
                .isEqualTo(Issue.Kind.NOT_FOUND);
    }

    @Test
    void cancellingBeforeTheAgentSpeaksLeavesTheMachineAsItWas() {
        MachineId machine = engine.enrolment().enrol(NAME, DISK.length);
        JobId job = protect(machine).orThrow();
        await().atMost(Site.PATIENCE).until(() -> machine().phase() == Phase.ENABLING);
        assertThat(machine().actions().get(Action.DISABLE_REPLICATION.ordinal()).reason())
                .contains("\"Enable replication\" is running for db-01; wait until it has ended or cancel it.");
        operations().jobs().cancel(job).orThrow();
        assertThat(operations().jobs().await(job, Site.PATIENCE).orElseThrow().state())
                .isEqualTo(JobState.CANCELLED);
        assertThat(machine().phase()).isEqualTo(Phase.UNPROTECTED);
        assertThat(machine().policy()).isEmpty();
        assertThat(engine.replication().replicated(machine)).isEmpty();
    }

    @Test
    void disablingKeepsThePoints() {
        MachineId machine = Site.protectedMachine(engine, NAME, DISK);
        Site.finished(operations(), operations().machines().disable(machine));
        assertThat(machine().phase()).isEqualTo(Phase.UNPROTECTED);
        assertThat(engine.replication().replicated(machine)).isEmpty();
        assertThat(operations().points().of(machine)).hasSize(1);
        await().atMost(Site.PATIENCE).until(() -> machine().lastPoint().isPresent());
        assertThat(machine().rpo()).isEmpty();
    }

    @Test
    void anEditedPolicyReachesTheMachinesThatUseIt() {
        MachineId machine = Site.protectedMachine(engine, NAME, DISK);
        ReplicationPolicy gold = Site.policy(operations());
        PolicySettings old = PolicySettings.of(gold);
        PolicySettings faster = new PolicySettings(
                "gold",
                Duration.ofSeconds(30),
                old.appInterval(),
                old.retention(),
                old.rpoThreshold(),
                old.compression(),
                old.flush());
        operations().policies().edit(gold.id(), faster).orThrow();
        await().atMost(Site.PATIENCE).until(() -> engine.replication()
                .replicated(machine)
                .orElseThrow()
                .policy()
                .crashInterval()
                .equals(Duration.ofSeconds(30)));
        assertThat(Site.issue(operations().policies().delete(gold.id())).message())
                .contains("is used by db-01");
    }

    @Test
    void aNeededComparisonIsShownWithItsReasonAndRuns() {
        MachineId machine = Site.protectedMachine(engine, NAME, DISK);
        engine.replication().resync(machine, new Resync(Resync.State.REQUIRED, Optional.of("The spool was lost.")));
        assertThat(machine().health()).isEqualTo(Health.WARNING);
        assertThat(machine().state()).isEqualTo("Protected · resync required");
        assertThat(machine().attention().orElseThrow().cause()).isEqualTo("The spool was lost.");
        JobId job = operations().machines().resynchronize(machine, false).orThrow();
        await().atMost(Site.PATIENCE).until(() -> machine().resync().state() == Resync.State.COMPARING);
        assertThat(machine().progress()).contains(0.5);
        engine.replication().resync(machine, Resync.NONE);
        assertThat(operations().jobs().await(job, Site.PATIENCE).orElseThrow().state())
                .isEqualTo(JobState.SUCCEEDED);
        assertThat(machine().health()).isEqualTo(Health.NORMAL);
    }

    @Test
    void whatHappensInReplicationIsWrittenDown() {
        MachineId machine = Site.protectedMachine(engine, NAME, DISK);
        Issue copy = Issue.of("COPY", Issue.Kind.NOT_ALLOWED, "db-01 is a copy of db-01.", "Re-protect it.");
        engine.replication().tell(new ReplicationFact.Halted(machine, copy));
        await().atMost(Site.PATIENCE).until(() -> events().contains(copy.message()));
        EventView event = operations().events().list(10, Optional.of(NAME)).stream()
                .filter(found -> found.text().equals(copy.message()))
                .findFirst()
                .orElseThrow();
        assertThat(event.severity()).isEqualTo(EventView.Severity.CRITICAL);
        assertThat(event.issue()).contains(copy);
    }

    @Test
    void aRestartGoesOnWithoutAPerson() {
        MachineId machine = Site.protectedMachine(engine, NAME, DISK);
        engine.restart();
        await().atMost(Site.PATIENCE)
                .until(() -> engine.replication().replicated(machine).isPresent());
        assertThat(machine().phase()).isEqualTo(Phase.PROTECTED);
        assertThat(operations().vaults().current().orElseThrow().owner()).isEqualTo("this engine");
    }

    @Test
    void aJobThatWaitsForTheAgentGoesOnAfterARestart() {
        MachineId machine = engine.enrolment().enrol(NAME, DISK.length);
        JobId job = protect(machine).orThrow();
        await().atMost(Site.PATIENCE).until(() -> machine().phase() == Phase.ENABLING);
        engine.restart();
        engine.replication().agentRuns(machine, DISK);
        await().atMost(Site.PATIENCE)
                .until(() -> operations().jobs().find(job).orElseThrow().state() == JobState.SUCCEEDED);
        assertThat(machine().phase()).isEqualTo(Phase.INITIAL_COPY);
    }

    private io.leeward.kernel.Outcome<JobId> protect(MachineId machine) {
        return operations()
                .machines()
                .protect(machine, Site.policy(operations()).id());
    }

    private MachineView machine() {
        return Site.machine(operations(), NAME);
    }

    private java.util.List<String> events() {
        return operations().events().list(100, Optional.empty()).stream()
                .map(EventView::text)
                .toList();
    }

    private Operations operations() {
        return engine.operations();
    }
}
