package io.leeward.operations.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leeward.kernel.Issue;
import io.leeward.model.JobId;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.operations.Operations;
import io.leeward.operations.jobs.JobResult;
import io.leeward.operations.jobs.JobState;
import io.leeward.operations.jobs.JobView;
import io.leeward.operations.jobs.StepView;
import io.leeward.operations.memory.MemoryEngine;
import io.leeward.operations.memory.MemoryImages;
import io.leeward.operations.memory.MemoryStores;
import io.leeward.operations.recover.PointChoice;
import io.leeward.operations.recover.RecoverToFiles;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RecoveryTest {
    private static final byte[] FIRST = Site.disk(3);
    private static final byte[] SECOND = Site.disk(4);

    private final MemoryStores stores = new MemoryStores();
    private final MemoryEngine engine = Site.engine(stores);
    private MachineId machine;

    @BeforeEach
    void machine() {
        Site.create(engine.operations()).orThrow();
        machine = Site.protectedMachine(engine, "db-01", FIRST);
    }

    @AfterEach
    void close() {
        engine.close();
    }

    @Test
    void aPointComesBackByteForByte() {
        PointId point = cut();
        engine.replication().agentRuns(machine, SECOND);
        cut();
        JobView job = Site.recover(engine.operations(), "db-01", new PointChoice.Exactly(point));
        assertThat(job.result()).isInstanceOfSatisfying(JobResult.FilesRecovered.class, recovered -> {
            assertThat(recovered.point()).isEqualTo(point);
            assertThat(recovered.disks().getFirst().sha256()).isEqualTo(MemoryImages.sha256(FIRST));
            assertThat(recovered.disks().getFirst().file()).isEqualTo(Site.OUT.resolve("d-db-01.raw"));
        });
        assertThat(engine.images().files().values()).containsExactly(FIRST);
    }

    @Test
    void latestBringsTheSpoolToTheVaultFirst() {
        engine.replication().agentRuns(machine, SECOND);
        engine.replication().unsent(4711);
        JobView processed = Site.recover(engine.operations(), "db-01", new PointChoice.LatestProcessed());
        assertThat(((JobResult.FilesRecovered) processed.result()).unsentBytes())
                .isEqualTo(4711);
        assertThat(engine.images().files().values()).containsExactly(FIRST);
        RecoverToFiles command = new RecoverToFiles(
                "db-01", new PointChoice.Latest(), Site.OUT.resolve("latest"), RecoverToFiles.Format.VHD);
        JobView latest = Site.finished(
                engine.operations(), engine.operations().recoveries().toFiles(command));
        JobResult.FilesRecovered recovered = (JobResult.FilesRecovered) latest.result();
        assertThat(recovered.point()).isEqualTo(new PointId("drained-m-db-01"));
        assertThat(recovered.unsentBytes()).isZero();
        assertThat(recovered.disks().getFirst().bytes()).isEqualTo(1024 * 1024 + 512);
        assertThat(engine.images().files().get(recovered.disks().getFirst().file()))
                .startsWith(SECOND);
    }

    @Test
    void latestAppTakesTheNewestAppConsistentPoint() {
        Issue none = issue(Site.recover(engine.operations(), "db-01", new PointChoice.LatestApp()));
        assertThat(none.message()).isEqualTo("db-01 has no app-consistent recovery point.");
        assertThat(none.kind()).isEqualTo(Issue.Kind.NOT_FOUND);
        Site.finished(engine.operations(), engine.operations().machines().cut(machine, Optional.empty(), true));
        engine.replication().agentRuns(machine, SECOND);
        cut();
        assertThat(Site.recover(engine.operations(), "db-01", new PointChoice.LatestApp())
                        .state())
                .isEqualTo(JobState.SUCCEEDED);
        assertThat(engine.images().files().values()).containsExactly(FIRST);
    }

    @Test
    void anotherEngineRecoversFromTheVaultAlone() {
        try (MemoryEngine other = Site.engine(stores)) {
            Site.attach(other.operations(), false).orThrow();
            assertThat(Site.machine(other.operations(), "db-01").state()).isEqualTo("In the vault, not enrolled here");
            assertThat(Site.machine(other.operations(), "db-01").lastPoint()).isPresent();
            await().atMost(Site.PATIENCE)
                    .until(() -> other.operations().machines().list().size() == 1);
            JobView job = Site.recover(other.operations(), "db-01", new PointChoice.Latest());
            assertThat(job.state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(job.steps())
                    .filteredOn(step -> step.name().equals("Process latest data"))
                    .extracting(StepView::state)
                    .containsExactly(JobState.SKIPPED);
            assertThat(other.images().files().values()).containsExactly(FIRST);
        }
    }

    @Test
    void withoutAnEngineTheUnsentBytesAreToldAndMachinesAreLeftAlone() {
        engine.restartLocally(8192);
        JobView job = Site.recover(engine.operations(), "db-01", new PointChoice.Latest());
        assertThat(((JobResult.FilesRecovered) job.result()).unsentBytes()).isEqualTo(8192);
        assertThat(engine.images().files().values()).containsExactly(FIRST);
        Issue issue = Site.issue(engine.operations().servers().newRegistrationKey());
        assertThat(issue.kind()).isEqualTo(Issue.Kind.NOT_REACHABLE);
    }

    @Test
    void existingFilesAreNotTouched() {
        Site.recover(engine.operations(), "db-01", new PointChoice.Latest());
        JobView again = Site.recover(engine.operations(), "db-01", new PointChoice.Latest());
        assertThat(issue(again).code()).isEqualTo("FILE-EXISTS");
        assertThat(issue(again).kind().exitCode()).isEqualTo(1);
    }

    @Test
    void whatIsNotInTheVaultIsNotFound() {
        Operations operations = engine.operations();
        assertThat(Site.issue(operations
                                .recoveries()
                                .toFiles(new RecoverToFiles(
                                        "nobody", new PointChoice.Latest(), Site.OUT, RecoverToFiles.Format.RAW)))
                        .kind())
                .isEqualTo(Issue.Kind.NOT_FOUND);
        JobView noPoint = Site.recover(operations, "db-01", new PointChoice.Exactly(new PointId("no-such-point")));
        assertThat(issue(noPoint).kind()).isEqualTo(Issue.Kind.NOT_FOUND);
    }

    @Test
    void cancellingLeavesNoFileAndNoHold() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        engine.images().beforeWrite(() -> {
            writing.countDown();
            awaitLatch(cancelled);
        });
        JobId job = engine.operations()
                .recoveries()
                .toFiles(new RecoverToFiles(
                        "db-01", new PointChoice.LatestProcessed(), Site.OUT, RecoverToFiles.Format.RAW))
                .orThrow();
        writing.await();
        engine.operations().jobs().cancel(job).orThrow();
        cancelled.countDown();
        JobView ended = engine.operations().jobs().await(job, Site.PATIENCE).orElseThrow();
        assertThat(ended.state()).isEqualTo(JobState.CANCELLED);
        assertThat(engine.images().files()).isEmpty();
        engine.images().beforeWrite(() -> {});
        assertThat(engine.operations().jobs().resume(job).orThrow()).isEqualTo(job);
        assertThat(engine.operations()
                        .jobs()
                        .await(job, Site.PATIENCE)
                        .orElseThrow()
                        .state())
                .isEqualTo(JobState.SUCCEEDED);
    }

    private PointId cut() {
        JobView job = Site.finished(
                engine.operations(), engine.operations().machines().cut(machine, Optional.empty(), false));
        return ((JobResult.PointCut) job.result()).point();
    }

    private static Issue issue(JobView job) {
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        return job.issue().orElseThrow();
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
