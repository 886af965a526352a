package io.leeward.operations.internal;

import io.leeward.operations.internal.machines.ProtectionWatch;
import io.leeward.operations.internal.vaults.VaultDesk;
import io.leeward.operations.port.EngineSettings.Mode;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What has to be done again and again: machines are looked after, the vault is opened and confirmed. One thread for
 * each, never interrupted.
 */
final class Upkeep implements AutoCloseable {
    /** Time between two looks at the machines. */
    static final Duration LOOK = Duration.ofMillis(500);

    /** Time between two attempts to open a vault, and between two confirmations of owning it. */
    static final Duration VAULT = Duration.ofSeconds(10);

    /** Longest wait for the end of what runs when the engine stops. */
    static final Duration STOP_PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);

    private final VaultDesk vaults;
    private final ProtectionWatch watch;
    private final Mode mode;
    private final Runnable changed;
    private final ScheduledExecutorService machines = thread("leeward-watch");
    private final ScheduledExecutorService vault = thread("leeward-vault");

    Upkeep(VaultDesk vaults, ProtectionWatch watch, Mode mode, Runnable changed) {
        this.vaults = vaults;
        this.watch = watch;
        this.mode = mode;
        this.changed = changed;
    }

    /**
     * Where one command waits for the vault it is opened at once, by the caller; a serving engine opens it in the
     * background.
     */
    void start() {
        switch (mode) {
            case LOCAL -> vaults.reopen();
            case SERVER -> {
                repeat(vault, this::tendVault, VAULT);
                repeat(machines, this::tendMachines, LOOK);
            }
        }
    }

    /** Does a piece of work soon, after what was asked for before. Dropped when the engine is stopping. */
    void execute(Runnable work) {
        try {
            machines.execute(guarded(work));
        } catch (RejectedExecutionException e) {
            LOG.atDebug().log("Work was dropped because the engine is stopping");
        }
    }

    void vaultOpened() {
        if (mode == Mode.SERVER) {
            execute(watch::vaultOpened);
        }
    }

    @Override
    public void close() {
        machines.shutdown();
        vault.shutdown();
        try {
            machines.awaitTermination(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            vault.awaitTermination(STOP_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tendVault() {
        vaults.reopen();
        vaults.confirmOwnership();
    }

    private void tendMachines() {
        watch.look();
        changed.run();
    }

    private static void repeat(ScheduledExecutorService thread, Runnable work, Duration period) {
        thread.scheduleWithFixedDelay(guarded(work), 0, period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Runnable guarded(Runnable work) {
        return () -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.atError().setCause(e).log("Upkeep met a fault and goes on");
            }
        };
    }

    private static ScheduledExecutorService thread(String name) {
        return Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, name);
            thread.setDaemon(true);
            return thread;
        });
    }
}
