package io.leeward.operations.internal;

import io.leeward.kernel.Clock;
import io.leeward.kernel.Entropy;
import io.leeward.kernel.Ids;
import io.leeward.kernel.Ticker;
import io.leeward.operations.Operations;
import io.leeward.operations.internal.jobs.JobRunner;
import io.leeward.operations.internal.live.EventDesk;
import io.leeward.operations.internal.live.LiveDesk;
import io.leeward.operations.internal.machines.CutPoint;
import io.leeward.operations.internal.machines.DisableReplication;
import io.leeward.operations.internal.machines.EnableReplication;
import io.leeward.operations.internal.machines.FactTeller;
import io.leeward.operations.internal.machines.MachineDesk;
import io.leeward.operations.internal.machines.Phases;
import io.leeward.operations.internal.machines.PointDesk;
import io.leeward.operations.internal.machines.ProtectionWatch;
import io.leeward.operations.internal.machines.Resynchronize;
import io.leeward.operations.internal.machines.Roster;
import io.leeward.operations.internal.policies.PolicyDesk;
import io.leeward.operations.internal.recover.Holds;
import io.leeward.operations.internal.recover.RecoverPoint;
import io.leeward.operations.internal.recover.WorkLanes;
import io.leeward.operations.internal.vaults.CheckVault;
import io.leeward.operations.internal.vaults.OpenVault;
import io.leeward.operations.internal.vaults.VaultDesk;
import io.leeward.operations.internal.vaults.VaultUser;
import io.leeward.operations.jobs.JobState;
import io.leeward.operations.jobs.Jobs;
import io.leeward.operations.live.EventLog;
import io.leeward.operations.live.LiveView;
import io.leeward.operations.live.Snapshot;
import io.leeward.operations.machines.Machines;
import io.leeward.operations.machines.Points;
import io.leeward.operations.policies.Policies;
import io.leeward.operations.port.EngineSettings;
import io.leeward.operations.port.EnrolmentControl;
import io.leeward.operations.port.ImageFiles;
import io.leeward.operations.port.ReplicationControl;
import io.leeward.operations.port.ReplicationThroughput;
import io.leeward.operations.port.StoreOpener;
import io.leeward.operations.recover.Recoveries;
import io.leeward.operations.servers.ServerView;
import io.leeward.operations.servers.Servers;
import io.leeward.operations.state.ControlState;
import io.leeward.operations.state.JobRecord;
import io.leeward.operations.state.SecretStore;
import io.leeward.operations.vaults.Vaults;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Operations of one engine, put together from the parts of this bundle and the ports that others implement. */
@Component(service = Operations.class)
public final class EngineOperations implements Operations, AutoCloseable {
    private static final int JOBS_IN_A_SNAPSHOT = 20;

    private final ReplicationControl replication;
    private final Clock clock;
    private final WorkLanes lanes = new WorkLanes();
    private final LiveDesk live;
    private final EventDesk events;
    private final JobRunner jobs;
    private final VaultDesk vaults;
    private final PolicyDesk policies;
    private final MachineDesk machines;
    private final PointDesk points;
    private final RecoverPoint recoveries;
    private final ServerDesk servers;
    private final Upkeep upkeep;
    private final AutoCloseable facts;

    @Activate
    public EngineOperations(
            @Reference EngineSettings settings,
            @Reference ControlState state,
            @Reference SecretStore secrets,
            @Reference(target = StoreOpener.ALL_KINDS) StoreOpener stores,
            @Reference ReplicationControl replication,
            @Reference EnrolmentControl enrolment,
            @Reference ImageFiles files) {
        this(
                new Ports(settings, state, secrets, stores, replication, enrolment, files),
                Instant::now,
                System::nanoTime,
                new SecureRandom()::nextBytes);
    }

    /** With other sources of time and randomness. */
    public EngineOperations(Ports ports, Clock clock, Ticker ticker, Entropy entropy) {
        this.clock = clock;
        this.replication = ports.replication();
        Ids ids = new Ids(entropy);
        ControlState state = ports.state();
        live = new LiveDesk(this::snapshot);
        events = new EventDesk(state.events(), clock, live::changed);
        jobs = new JobRunner(state.jobs(), ids, clock, ticker, this::jobChanged);
        vaults = new VaultDesk(
                state,
                ports.secrets(),
                ports.stores(),
                new WithReplication(),
                events,
                clock,
                entropy,
                hostName(),
                (vault, percent) -> CheckVault.start(jobs, vault, percent));
        Roster roster = new Roster(state, replication, ports.enrolment(), vaults, jobs, clock);
        Phases phases = new Phases(state.machines(), events, live::changed);
        ProtectionWatch watch = new ProtectionWatch(roster, phases, vaults, replication, events, ticker);
        upkeep = new Upkeep(vaults, watch, ports.settings().mode(), live::changed);
        policies = new PolicyDesk(state, ids, policy -> upkeep.execute(() -> watch.policyChanged(policy)));
        machines = new MachineDesk(roster, jobs, vaults, state.policies());
        points = new PointDesk(vaults, events);
        recoveries = new RecoverPoint(
                state.machines(), vaults, replication, ports.files(), lanes, new Holds(ids, ticker), jobs);
        servers = new ServerDesk(replication, ports.enrolment());
        recoveries.register();
        new CheckVault(vaults, lanes, jobs).register();
        new EnableReplication(state, phases, vaults, replication).register(jobs);
        new DisableReplication(phases, vaults, replication).register(jobs);
        new Resynchronize(vaults, replication).register(jobs);
        new CutPoint(state.machines(), replication, events, ids, roster).register(jobs);
        facts = replication.listen(new FactTeller(state.machines(), events, roster, upkeep::execute));
        start(ports.settings().mode());
    }

    /**
     * The vault is opened in the caller where one command waits for it, and in the background where an engine starts to
     * serve.
     */
    private void start(EngineSettings.Mode mode) {
        live.start();
        upkeep.start();
        if (mode == EngineSettings.Mode.SERVER) {
            upkeep.execute(jobs::takeUp);
        }
    }

    @Override
    public Vaults vaults() {
        return vaults;
    }

    @Override
    public Servers servers() {
        return servers;
    }

    @Override
    public Policies policies() {
        return policies;
    }

    @Override
    public Machines machines() {
        return machines;
    }

    @Override
    public Points points() {
        return points;
    }

    @Override
    public Recoveries recoveries() {
        return recoveries;
    }

    @Override
    public Jobs jobs() {
        return jobs;
    }

    @Override
    public EventLog events() {
        return events;
    }

    @Override
    public LiveView live() {
        return live;
    }

    /** Stops: no new work, jobs to their next safe place, sessions ended, vault closed. */
    @Deactivate
    @Override
    public void close() throws Exception {
        live.close();
        jobs.close();
        facts.close();
        upkeep.close();
        vaults.close();
        lanes.close();
    }

    private Snapshot snapshot(long version) {
        ReplicationThroughput throughput = replication.throughput();
        return new Snapshot(
                version,
                clock.now(),
                vaults.current(),
                servers.list(),
                machines.list(),
                jobs.list(JOBS_IN_A_SNAPSHOT),
                events.newest(),
                throughput.bytesPerSecond(),
                throughput.bottleneck());
    }

    private void jobChanged(JobRecord job) {
        if (job.state() == JobState.FAILED) {
            job.issue().ifPresent(issue -> events.warning(job.target(), issue));
        }
        live.changed();
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** Replication works with the vault exactly while it is open. */
    private final class WithReplication implements VaultUser {
        @Override
        public void opened(OpenVault vault) {
            replication.attach(vault.attached());
            upkeep.vaultOpened();
            live.changed();
        }

        @Override
        public void closing() {
            replication.detach();
            live.changed();
        }
    }

    /** Everything that others implement. */
    public record Ports(
            EngineSettings settings,
            ControlState state,
            SecretStore secrets,
            StoreOpener stores,
            ReplicationControl replication,
            EnrolmentControl enrolment,
            ImageFiles files) {}

    /** Servers of this installation and their keys. */
    private record ServerDesk(ReplicationControl replication, EnrolmentControl enrolment) implements Servers {
        @Override
        public List<ServerView> list() {
            return Stream.concat(enrolment.servers().stream(), replication.servers().stream())
                    .toList();
        }

        @Override
        public io.leeward.kernel.Outcome<io.leeward.operations.servers.RegistrationKey> newRegistrationKey() {
            return enrolment.newRegistrationKey();
        }
    }
}
