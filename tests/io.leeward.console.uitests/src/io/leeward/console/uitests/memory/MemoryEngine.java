package io.leeward.console.uitests.memory;

import io.leeward.kernel.Issue;
import io.leeward.model.JobId;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.model.PolicyId;
import io.leeward.model.ReplicationPolicy;
import io.leeward.model.Situation;
import io.leeward.operations.Operations;
import io.leeward.operations.jobs.Jobs;
import io.leeward.operations.live.EventLog;
import io.leeward.operations.live.EventView;
import io.leeward.operations.live.LiveView;
import io.leeward.operations.live.Snapshot;
import io.leeward.operations.machines.Machines;
import io.leeward.operations.machines.Points;
import io.leeward.operations.policies.Policies;
import io.leeward.operations.recover.Recoveries;
import io.leeward.operations.servers.ServerView;
import io.leeward.operations.servers.Servers;
import io.leeward.operations.vaults.VaultView;
import io.leeward.operations.vaults.Vaults;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Operations of an installation that exists in memory only; it lives by its own clock tick. Safe for many threads. */
public final class MemoryEngine implements Operations, LiveView, AutoCloseable {
    private static final int JOBS_SHOWN = 50;

    final Map<MachineId, MemoryMachine> machines = new LinkedHashMap<>();
    final Map<PolicyId, ReplicationPolicy> policies = new LinkedHashMap<>();
    final List<MemoryJob> jobs = new ArrayList<>();
    final List<EventView> events = new ArrayList<>();
    final List<ServerView> servers = new ArrayList<>();
    Optional<VaultView> vault = Optional.empty();
    String bottleneck = "balanced";
    private final List<Consumer<Snapshot>> watchers = new CopyOnWriteArrayList<>();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("memory-engine").factory());
    private long version;
    private long ids;
    private long ticks;

    /** Lets time pass from now on. */
    public MemoryEngine start() {
        clock.scheduleAtFixedRate(this::tick, PERIOD.toMillis(), PERIOD.toMillis(), TimeUnit.MILLISECONDS);
        return this;
    }

    @Override
    public void close() {
        clock.shutdown();
    }

    /** One step of time, with what happens in it; then everyone is told. */
    public void tick() {
        synchronized (this) {
            Instant now = Instant.now();
            ticks++;
            machines.values().forEach(machine -> machine.passed(now, ticks));
            List.copyOf(jobs).forEach(job -> job.passed(now));
        }
        tell();
    }

    /** Changes the installation as the outside world would, and tells everyone. */
    public void change(Consumer<MemoryEngine> change) {
        synchronized (this) {
            change.accept(this);
        }
        tell();
    }

    /** Enrols a machine, as its agent would. */
    public synchronized void enrol(String name, long... diskBytes) {
        MemoryMachine machine = new MemoryMachine(name, Instant.now(), diskBytes);
        machines.put(machine.id, machine);
        event(EventView.Severity.INFO, name, name + " has enrolled.", Optional.empty());
    }

    /** Raises an alert of a machine, or takes it away. */
    public synchronized void alert(String name, Optional<Issue> issue) {
        MemoryMachine machine = machines.get(new MachineId(name));
        machine.attention = issue;
        machine.health = issue.isPresent() ? io.leeward.model.Health.CRITICAL : io.leeward.model.Health.NORMAL;
    }

    @Override
    public synchronized Snapshot now() {
        Instant now = Instant.now();
        var views = machines.values().stream()
                .map(machine -> machine.view(now, access()))
                .sorted(Comparator.comparing(view -> view.name()))
                .toList();
        return new Snapshot(
                ++version,
                now,
                vault,
                servers.stream().map(server -> heard(server, now)).toList(),
                views,
                jobs.reversed().stream().limit(JOBS_SHOWN).map(MemoryJob::view).toList(),
                events.isEmpty() ? 0 : events.getLast().number(),
                views.stream().mapToLong(view -> view.bytesPerSecond()).sum(),
                bottleneck);
    }

    @Override
    public AutoCloseable watch(Consumer<Snapshot> watcher) {
        watchers.add(watcher);
        watcher.accept(now());
        return () -> watchers.remove(watcher);
    }

    @Override
    public Vaults vaults() {
        return new MemoryVaults(this);
    }

    @Override
    public Servers servers() {
        return new MemoryVaults(this);
    }

    @Override
    public Policies policies() {
        return new MemoryPolicies(this);
    }

    @Override
    public Machines machines() {
        return new MemoryMachines(this);
    }

    @Override
    public Points points() {
        return new MemoryPoints(this);
    }

    @Override
    public Recoveries recoveries() {
        return new MemoryPoints(this);
    }

    @Override
    public Jobs jobs() {
        return new MemoryJobs(this);
    }

    @Override
    public EventLog events() {
        return (limit, subject) -> {
            synchronized (this) {
                return events.reversed().stream()
                        .filter(event -> subject.map(event.subject()::equals).orElse(true))
                        .limit(limit)
                        .toList();
            }
        };
    }

    @Override
    public LiveView live() {
        return this;
    }

    synchronized String nextId(String what) {
        return what + "-" + ++ids;
    }

    JobId start(String name, String target, List<MemoryJob.Step> steps, Runnable done) {
        return startAt(Instant.now(), name, target, steps, done);
    }

    JobId startAt(Instant at, String name, String target, List<MemoryJob.Step> steps, Runnable done) {
        MemoryJob job = new MemoryJob(new JobId(nextId("job")), name, target, at, steps, done);
        jobs.add(job);
        return job.id();
    }

    void event(EventView.Severity severity, String subject, String text, Optional<Issue> issue) {
        events.add(new EventView(events.size() + 1L, Instant.now(), severity, subject, text, issue));
    }

    PointId nextPoint() {
        return new PointId(nextId("point"));
    }

    Situation.VaultAccess access() {
        return vault.isEmpty() ? Situation.VaultAccess.NONE : Situation.VaultAccess.OWNED;
    }

    void tell() {
        Snapshot snapshot = now();
        watchers.forEach(watcher -> watcher.accept(snapshot));
    }

    private static ServerView heard(ServerView server, Instant now) {
        return new ServerView(
                server.id(),
                server.role(),
                server.name(),
                server.address(),
                server.health(),
                server.detail(),
                now.minusSeconds(2),
                server.spoolBytes(),
                server.spoolFreeBytes());
    }
}
