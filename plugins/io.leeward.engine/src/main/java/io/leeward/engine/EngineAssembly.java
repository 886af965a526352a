package io.leeward.engine;

import io.leeward.azure.blob.AzureLimits;
import io.leeward.azure.blob.AzureStoreOpener;
import io.leeward.configserver.ConfigurationServer;
import io.leeward.configserver.ControlIdentity;
import io.leeward.configserver.agents.AgentRequests;
import io.leeward.kernel.IssueException;
import io.leeward.kernel.Outcome;
import io.leeward.model.MachineId;
import io.leeward.model.ServerId;
import io.leeward.operations.port.EngineSettings;
import io.leeward.operations.port.EnrolmentControl;
import io.leeward.operations.port.ImageFiles;
import io.leeward.operations.port.NoServers;
import io.leeward.operations.port.ReplicationControl;
import io.leeward.operations.port.StoreOpener;
import io.leeward.operations.state.ControlState;
import io.leeward.operations.state.SecretStore;
import io.leeward.processserver.ProcessServer;
import io.leeward.processserver.link.DataPort;
import io.leeward.processserver.link.LinkLimits;
import io.leeward.replication.settings.Limits;
import io.leeward.store.blob.DirectoryStoreOpener;
import io.leeward.store.control.ControlStore;
import io.leeward.store.file.FolderLock;
import io.leeward.store.image.FolderImages;
import io.leeward.store.secret.FileKeyMaterialStore;
import io.leeward.store.secret.FileSecretStore;
import io.leeward.store.system.SystemSources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Everything of an engine below operations and door, put together by constructor calls: the ports of operations in one
 * place. In server mode the data port listens once this is made; in local mode nothing listens. Closing ends it in
 * reverse order, within bounds.
 */
public final class EngineAssembly implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(EngineAssembly.class);

    private final EngineSettings settings;
    private final Deque<Part> parts = new ArrayDeque<>();
    private final SecureRandom random = new SecureRandom();
    private final AtomicInteger controlPort = new AtomicInteger();
    private final HostNames names;
    private final ControlStore state;
    private final SecretStore secrets;
    private final StoreOpener stores;
    private final ImageFiles images = new FolderImages(SystemSources.CLOCK, SystemSources.ENTROPY);
    private final Servers servers;

    /** Something that was opened and is to be closed. */
    private record Part(String name, AutoCloseable resource) {}

    /** The servers of an engine, or what stands in their place in local mode. */
    private record Servers(
            ReplicationControl replication,
            EnrolmentControl enrolment,
            Optional<ConfigurationServer> configuration,
            Optional<ProcessServer> process) {}

    /**
     * Opens everything.
     *
     * @throws IssueException when the data folder is in use or cannot be used, or the data port cannot be opened;
     *     nothing stays open then
     */
    public EngineAssembly(EngineSettings settings) {
        this.settings = settings;
        this.names = new HostNames(settings.bind());
        try {
            makeFolder(settings.data());
            opened("data folder", FolderLock.take(settings.data()));
            state = opened("control store", ControlStore.open(settings.data(), SystemSources.ENTROPY));
            secrets = FileSecretStore.open(settings.data().resolve("secrets"));
            stores = new AllStores(List.of(
                    new DirectoryStoreOpener(SystemSources.CLOCK, SystemSources.ENTROPY),
                    new AzureStoreOpener(AzureLimits.DEFAULT)));
            servers = settings.mode() == EngineSettings.Mode.SERVER ? serve() : local();
            LOG.atInfo()
                    .addKeyValue("data", settings.data())
                    .addKeyValue("mode", settings.mode())
                    .log("engine assembled");
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private Servers local() {
        Path spool = settings.data().resolve("spool");
        NoServers none = new NoServers(() -> DataSpools.segmentBytes(spool));
        return new Servers(none, none, Optional.empty(), Optional.empty());
    }

    private Servers serve() {
        AtomicInteger dataPort = new AtomicInteger(settings.dataPort());
        ConfigurationServer configuration = configuration(dataPort);
        ProcessServer process = opened("process server", process(configuration, dataPort));
        dataPort.set(process.port());
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("leeward-tending").factory());
        opened("tending", (AutoCloseable) timer::shutdownNow);
        long period = ConfigurationServer.TENDING.toMillis();
        timer.scheduleWithFixedDelay(() -> tend(configuration), period, period, TimeUnit.MILLISECONDS);
        return new Servers(process, configuration, Optional.of(configuration), Optional.of(process));
    }

    private ConfigurationServer configuration(AtomicInteger dataPort) {
        return new ConfigurationServer(
                new ConfigurationServer.Registry(
                        FileKeyMaterialStore.open(settings.data().resolve("ca")),
                        state.registrationKeys(),
                        state.certificates(),
                        state.machines()),
                new ConfigurationServer.Sources(SystemSources.CLOCK, SystemSources.TICKER, random),
                new ConfigurationServer.Place(
                        new ServerId("cs-" + state.storeId()),
                        HostNames.hostName(),
                        () -> names.shown() + ":" + controlPort.get(),
                        names::forCertificate,
                        client -> names.told(client, dataPort.get())));
    }

    private ProcessServer process(ConfigurationServer configuration, AtomicInteger dataPort) {
        Function<List<X509Certificate>, Outcome<MachineId>> admission = configuration::admit;
        return new ProcessServer(
                new ProcessServer.Ports(
                        configuration.tls(),
                        admission,
                        new DataSpools(settings.data().resolve("spool")),
                        new RecordedIncarnations(state.machines()),
                        configuration::keepAuthorityIn,
                        SystemSources.CLOCK,
                        SystemSources.TICKER,
                        SystemSources.ENTROPY),
                new ProcessServer.Place(
                        new ServerId("ps-" + state.storeId()),
                        HostNames.hostName(),
                        new DataPort.Address(settings.bind(), settings.dataPort()),
                        () -> names.shown() + ":" + dataPort.get()),
                Limits.standard(),
                LinkLimits.standard());
    }

    private static void tend(ConfigurationServer configuration) {
        try {
            configuration.tend();
        } catch (RuntimeException e) {
            LOG.atError().setCause(e).log("tending the configuration server failed");
        }
    }

    private <T extends AutoCloseable> T opened(String name, T resource) {
        parts.push(new Part(name, resource));
        return resource;
    }

    private static void makeFolder(Path data) {
        try {
            Files.createDirectories(data);
        } catch (IOException e) {
            throw new IssueException(EngineIssues.dataFolder(data, e), e);
        }
    }

    public EngineSettings settings() {
        return settings;
    }

    public ControlState state() {
        return state;
    }

    public SecretStore secrets() {
        return secrets;
    }

    /** Opens stores of every kind. */
    public StoreOpener stores() {
        return stores;
    }

    /** Makes image files that disks are recovered to. */
    public ImageFiles images() {
        return images;
    }

    public ReplicationControl replication() {
        return servers.replication();
    }

    public EnrolmentControl enrolment() {
        return servers.enrolment();
    }

    /** What the door needs of the configuration server; empty in local mode. */
    public Optional<AgentRequests> agentRequests() {
        return servers.configuration().map(Function.identity());
    }

    /** Who this engine is on its ports; empty in local mode. */
    public Optional<ControlIdentity> identity() {
        return servers.configuration().map(Function.identity());
    }

    /** The data port as bound; empty in local mode. */
    public Optional<Integer> dataPort() {
        return servers.process().map(ProcessServer::port);
    }

    /** Where a command on this host finds the ports: a name or an address. */
    public String localHost() {
        return names.local();
    }

    /** Tells the control port as bound, which the door opens later than this. */
    public void controlPort(int bound) {
        controlPort.set(bound);
    }

    /** Ends everything, the last opened first; goes on with the rest when a part does not end well, and says so. */
    @Override
    public void close() {
        while (!parts.isEmpty()) {
            Part part = parts.pop();
            LOG.atInfo().addKeyValue("part", part.name()).log("stopping");
            try {
                part.resource().close();
            } catch (Exception e) {
                LOG.atError().addKeyValue("part", part.name()).setCause(e).log("did not stop well");
            }
        }
        LOG.atInfo().log("engine stopped");
    }
}
