package io.leeward.configserver.agents;

import io.leeward.kernel.Clock;
import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.model.MachineId;
import io.leeward.operations.port.AgentReport;
import io.leeward.operations.state.MachineRecord;
import io.leeward.operations.state.MachineStore;
import io.leeward.operations.state.Versioned;
import io.leeward.wire.control.ControlMessage;
import io.leeward.wire.control.ControlMessage.Assignment;
import io.leeward.wire.control.ControlMessage.Heartbeat;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Hears agents and tells them whether and where to replicate. Reports are kept in memory only. Safe for use by many
 * threads.
 */
public final class Heartbeats {
    /** Shortest time between two heartbeats of an agent. */
    public static final Duration SHORTEST = Duration.ofSeconds(2);

    /**
     * What each agent that reports adds to the time between two heartbeats: at most 100 heartbeats arrive in a second.
     */
    public static final Duration PER_AGENT = Duration.ofMillis(10);

    /** Characters of a text in a report that are kept. */
    public static final int LONGEST_TEXT = 200;

    private final MachineStore machines;
    private final Clock clock;
    private final Function<String, List<String>> dataServers;
    private final Map<MachineId, AgentReport> newest = new ConcurrentHashMap<>();

    /** @param dataServers addresses of the process servers, best first, for a client at the given address */
    public Heartbeats(MachineStore machines, Clock clock, Function<String, List<String>> dataServers) {
        this.machines = machines;
        this.clock = clock;
        this.dataServers = dataServers;
    }

    /** Answers a heartbeat of an admitted agent. */
    public Outcome<ControlMessage> heard(MachineId machine, Heartbeat heartbeat, String address) {
        Optional<Versioned<MachineRecord>> record = machines.find(machine);
        if (record.isEmpty()) {
            newest.remove(machine);
            return Outcome.refused(Issue.of(
                    "AGENT-NOT-ENROLLED",
                    Issue.Kind.NOT_FOUND,
                    "The machine is not enrolled any more.",
                    "Enrol it again with a new registration key: \"leeward server key new\"."));
        }
        newest.put(
                machine,
                new AgentReport(
                        machine,
                        clock.now(),
                        shortened(heartbeat.version()),
                        shortened(heartbeat.tracker()),
                        shortened(heartbeat.state())));
        boolean wanted = record.get().value().wish() == MachineRecord.Wish.PROTECTED;
        return Outcome.done(new Assignment(wanted, dataServers.apply(address), nextMillis()));
    }

    /** The newest report of a machine's agent since this engine started. */
    public Optional<AgentReport> report(MachineId machine) {
        return Optional.ofNullable(newest.get(machine));
    }

    private long nextMillis() {
        return SHORTEST.plus(PER_AGENT.multipliedBy(newest.size())).toMillis();
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT);
    }
}
