package io.leeward.console.uitests.memory;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.kernel.Secret;
import io.leeward.model.JobId;
import io.leeward.model.VaultId;
import io.leeward.operations.jobs.JobResult;
import io.leeward.operations.servers.RegistrationKey;
import io.leeward.operations.servers.ServerView;
import io.leeward.operations.servers.Servers;
import io.leeward.operations.vaults.AttachVault;
import io.leeward.operations.vaults.CheckReport;
import io.leeward.operations.vaults.CreateVault;
import io.leeward.operations.vaults.StoreAddress;
import io.leeward.operations.vaults.VaultView;
import io.leeward.operations.vaults.Vaults;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Vault and servers of a {@link MemoryEngine}. */
record MemoryVaults(MemoryEngine engine) implements Vaults, Servers {
    private static final Duration KEY_LIFE = Duration.ofDays(5);

    @Override
    public Optional<VaultView> current() {
        synchronized (engine) {
            return engine.vault;
        }
    }

    @Override
    public Outcome<VaultView> create(CreateVault command) {
        return attach(command.name(), command.store());
    }

    @Override
    public Outcome<VaultView> attach(AttachVault command) {
        return attach("attached", command.store());
    }

    @Override
    public Outcome<JobId> check(int dataPercent) {
        synchronized (engine) {
            List<MemoryJob.Step> steps = List.of(
                    new MemoryJob.Step("Read heads", 8, "6 machines"),
                    new MemoryJob.Step("Authenticate indexes", 20, "4,812 segments"));
            JobId id = engine.start(
                    "Check vault", engine.vault.map(VaultView::name).orElse(""), steps, () -> {});
            engine.jobs.getLast().result(new JobResult.Checked(new CheckReport(864, 4812, 0, List.of())));
            return Outcome.done(id);
        }
    }

    @Override
    public Outcome<VaultView> changePassphrase(Secret old, Secret replacement) {
        return Outcome.done(engine.vault.orElseThrow());
    }

    @Override
    public List<ServerView> list() {
        synchronized (engine) {
            return List.copyOf(engine.servers);
        }
    }

    @Override
    public Outcome<RegistrationKey> newRegistrationKey() {
        return Outcome.done(new RegistrationKey(
                Secret.ofText("k7Q2-m9XW-4tRb-P0vz"),
                "3f9a41c07be2d5586a1c9e07f4b8d2631f7e5a90c4b86d12e3a7f05b9c1d4e68",
                Instant.now().plus(KEY_LIFE)));
    }

    private Outcome<VaultView> attach(String name, StoreAddress store) {
        synchronized (engine) {
            if (engine.vault.isPresent()) {
                return Outcome.refused(Issue.of(
                        "VAULT-ATTACHED",
                        Issue.Kind.NOT_ALLOWED,
                        "A vault is attached already.",
                        "Use another engine for another vault."));
            }
            engine.vault = Optional.of(new VaultView(
                    new VaultId(engine.nextId("vault")),
                    name,
                    store,
                    1,
                    VaultView.Mode.OWNER,
                    "this engine",
                    Instant.now()));
        }
        engine.tell();
        return Outcome.done(engine.vault.orElseThrow());
    }
}
