package io.leeward.agent.run;

import io.leeward.agent.disk.DirectDiskReader;
import io.leeward.agent.disk.Incarnation;
import io.leeward.agent.disk.SysDisk;
import io.leeward.agent.folder.AgentConfig;
import io.leeward.agent.folder.AgentConfig.EnrolledDisk;
import io.leeward.agent.folder.DataFolder;
import io.leeward.agent.freeze.LinuxFreezer;
import io.leeward.agent.link.TlsLink;
import io.leeward.agent.trust.Identity;
import io.leeward.capture.AgentIdentity;
import io.leeward.capture.AgentMachine;
import io.leeward.capture.AgentPorts;
import io.leeward.capture.AgentSettings;
import io.leeward.capture.AgentStatus;
import io.leeward.capture.disk.SourceDisk;
import io.leeward.capture.port.LinkException;
import io.leeward.capture.port.Tracker;
import io.leeward.kernel.IssueException;
import io.leeward.wire.control.ControlMessage.Assignment;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The agent of this machine: {@link #run} is the loop that owns its logic and returns after {@link #stop}, which any
 * thread may call. While file systems are frozen the loop does nothing else, so that it writes nothing.
 */
public final class RunningAgent {
    private static final Logger LOG = LoggerFactory.getLogger(RunningAgent.class);
    private static final long STATUS_NANOS = Duration.ofSeconds(2).toNanos();
    private static final long AGAIN_NANOS = Duration.ofMinutes(1).toNanos();
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);

    private final DataFolder folder;
    private final AgentConfig config;
    private final List<DirectDiskReader> readers = new ArrayList<>();
    private final Reporter reporter;
    private final TlsLink link;
    private final AgentMachine machine;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private volatile boolean stopping;
    private volatile boolean inOrder;
    private volatile AgentStatus.Phase phase = AgentStatus.Phase.IDLE;
    private long lastStatus;
    private long lastAgain;
    private Optional<Assignment> followed = Optional.empty();

    /** The agent with what its data folder holds. */
    public RunningAgent(DataFolder folder, RunSettings settings) {
        this.folder = folder;
        config = folder.enrolled();
        Identity identity = Identity.ofPem(folder.identity().orElse(""));
        ReentrantLock quiet = new ReentrantLock();
        TlsLink[] late = new TlsLink[1];
        reporter = new Reporter(folder, config, identity, quiet, () -> phase.name(), () -> late[0].wake());
        link = new TlsLink(reporter::tls, this::dataServers);
        late[0] = link;
        List<Path> paths =
                config.disks().stream().map(disk -> Path.of(disk.path())).toList();
        AgentPorts ports = new AgentPorts(
                folder.state(),
                link,
                new LinuxFreezer(paths, quiet),
                scripts(settings),
                Instant::now,
                System::nanoTime,
                new SecureRandom()::nextBytes);
        AgentIdentity who = new AgentIdentity(
                config.machine(),
                Incarnation.of(
                        SysDisk.productUuid().orElse(""),
                        config.disks().stream().map(RunningAgent::serial).toList()));
        AgentSettings defaults = AgentSettings.DEFAULT;
        machine = AgentMachine.open(
                who, sources(), ports, defaults.withCut(defaults.cut().withFreezeLimit(settings.freezeLimit())));
    }

    private CommandScripts scripts(RunSettings settings) {
        String disks = config.disks().stream()
                .map(disk -> disk.path() + ":" + disk.id())
                .collect(Collectors.joining(","));
        CommandScripts.Commands commands =
                new CommandScripts.Commands(settings.pre(), settings.post(), settings.onFrozen());
        return new CommandScripts(commands, disks, settings.freezeLimit());
    }

    /** A serial number that the hardware told is asked for again: a copy of this machine has another one. */
    private static String serial(EnrolledDisk disk) {
        return disk.hardwareSerial() ? presentSerial(disk) : disk.serial();
    }

    private static String presentSerial(EnrolledDisk disk) {
        try {
            return SysDisk.serial(Path.of(disk.path())).orElse("");
        } catch (IssueException e) {
            return disk.serial();
        }
    }

    private List<SourceDisk> sources() {
        List<SourceDisk> sources = new ArrayList<>();
        for (EnrolledDisk disk : config.disks()) {
            DirectDiskReader reader = new DirectDiskReader(Path.of(disk.path()));
            readers.add(reader);
            sources.add(new SourceDisk(disk.id(), disk.path(), disk.bytes(), reader, Tracker.COMPARE));
        }
        return sources;
    }

    private List<String> dataServers() {
        return reporter.assignment().map(Assignment::dataServers).orElse(List.of());
    }

    /** Runs until {@link #stop}. */
    public void run() throws InterruptedException {
        LOG.atInfo()
                .addKeyValue("machine", config.name())
                .addKeyValue("disks", config.disks().size())
                .log("agent started");
        reporter.start();
        try {
            while (!stopping) {
                follow();
                long nanos = machine.step();
                flush();
                tell();
                if (nanos > 0 && !stopping) {
                    link.await(Duration.ofNanos(nanos));
                }
            }
            machine.stop();
            inOrder = true;
        } finally {
            reporter.close();
            link.close();
            readers.forEach(DirectDiskReader::close);
            stopped.countDown();
        }
        LOG.atInfo().log("agent stopped");
    }

    private void follow() {
        Optional<Assignment> now = reporter.assignment();
        boolean again = phase == AgentStatus.Phase.STOPPED && System.nanoTime() - lastAgain > AGAIN_NANOS;
        if (now.isPresent() && (again || !now.map(Assignment::replicate).equals(followed.map(Assignment::replicate)))) {
            machine.replicate(now.get().replicate());
            lastAgain = System.nanoTime();
        }
        followed = now;
    }

    /** A connection that is lost here is noticed by the machine in its next step. */
    private void flush() {
        try {
            link.flush();
        } catch (LinkException e) {
            LOG.atDebug().addKeyValue("issue", e.issue().sentence()).log("flush failed");
        }
    }

    private void tell() {
        AgentStatus.Phase before = phase;
        boolean due = System.nanoTime() - lastStatus > STATUS_NANOS;
        if (!due) {
            return;
        }
        lastStatus = System.nanoTime();
        AgentStatus status = machine.status();
        phase = status.phase();
        if (phase != before) {
            LOG.atInfo()
                    .addKeyValue("phase", phase)
                    .addKeyValue(
                            "problem",
                            status.problem().map(issue -> issue.sentence()).orElse(""))
                    .log("phase");
        }
        folder.status(StatusDocument.of(config, status, reporter.problem(), reporter.identity(), Instant.now()));
    }

    /** Ends the loop and waits until it has; whether it ended in order. */
    public boolean stop() {
        stopping = true;
        link.wake();
        try {
            if (!stopped.await(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                LOG.atWarn().addKeyValue("limitSeconds", STOP_LIMIT.toSeconds()).log("the agent did not stop in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return inOrder;
    }
}
