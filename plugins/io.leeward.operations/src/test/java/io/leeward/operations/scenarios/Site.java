package io.leeward.operations.scenarios;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.Secret;
import io.leeward.model.JobId;
import io.leeward.model.MachineId;
import io.leeward.model.Phase;
import io.leeward.model.PolicyId;
import io.leeward.model.ReplicationPolicy;
import io.leeward.operations.Operations;
import io.leeward.operations.jobs.JobState;
import io.leeward.operations.jobs.JobView;
import io.leeward.operations.machines.MachineView;
import io.leeward.operations.memory.MemoryEngine;
import io.leeward.operations.memory.MemoryStores;
import io.leeward.operations.policies.PolicySettings;
import io.leeward.operations.recover.PointChoice;
import io.leeward.operations.recover.RecoverToFiles;
import io.leeward.operations.vaults.AttachVault;
import io.leeward.operations.vaults.CreateVault;
import io.leeward.operations.vaults.StoreAddress;
import io.leeward.operations.vaults.VaultView;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;

/** What the scenarios do again and again with an engine. */
final class Site {
    static final Duration PATIENCE = Duration.ofSeconds(20);
    static final StoreAddress STORE = new StoreAddress(StoreAddress.Kind.DIRECTORY, "/vault");
    static final String PASSPHRASE = "quiet harbour";
    static final Path OUT = Path.of("/out");

    private Site() {}

    static Outcome<VaultView> create(Operations operations) {
        return operations.vaults().create(new CreateVault("lee", STORE, Secret.ofText(PASSPHRASE), Optional.empty()));
    }

    static Outcome<VaultView> attach(Operations operations, boolean takeOver) {
        return operations
                .vaults()
                .attach(new AttachVault(STORE, Secret.ofText(PASSPHRASE), Optional.empty(), takeOver));
    }

    static ReplicationPolicy policy(Operations operations) {
        return operations.policies().find("gold").orElseGet(() -> operations
                .policies()
                .create(PolicySettings.of(ReplicationPolicy.named(new PolicyId("any"), "gold")))
                .orThrow());
    }

    /** A machine with one point, under protection. */
    static MachineId protectedMachine(MemoryEngine engine, String name, byte[] disk) {
        MachineId machine = engine.enrolment().enrol(name, disk.length);
        engine.replication().agentRuns(machine, disk);
        Operations operations = engine.operations();
        finished(
                operations,
                operations.machines().protect(machine, policy(operations).id()));
        engine.replication().initialCopyEnds(machine);
        await().atMost(PATIENCE).until(() -> machine(operations, name).phase() == Phase.PROTECTED);
        return machine;
    }

    static MachineView machine(Operations operations, String name) {
        return operations.machines().find(name).orElseThrow();
    }

    static JobView recover(Operations operations, String machine, PointChoice point) {
        return ended(
                operations,
                operations.recoveries().toFiles(new RecoverToFiles(machine, point, OUT, RecoverToFiles.Format.RAW)));
    }

    static JobView finished(Operations operations, Outcome<JobId> job) {
        JobView view = ended(operations, job);
        assertThat(view.issue()).isEmpty();
        assertThat(view.state()).isEqualTo(JobState.SUCCEEDED);
        return view;
    }

    static JobView ended(Operations operations, Outcome<JobId> job) {
        JobView view = operations.jobs().await(job.orThrow(), PATIENCE).orElseThrow();
        assertThat(view.state().ended()).isTrue();
        return view;
    }

    static Issue issue(Outcome<?> outcome) {
        return switch (outcome) {
            case Outcome.Done<?> done -> throw new AssertionError("done: " + done.value());
            case Outcome.Refused<?> refused -> refused.issue();
            case Outcome.Failed<?> failed -> failed.issue();
        };
    }

    static byte[] disk(long seed) {
        byte[] bytes = new byte[40_000];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static MemoryEngine engine(MemoryStores stores) {
        return new MemoryEngine(stores, Path.of("/data"));
    }
}
