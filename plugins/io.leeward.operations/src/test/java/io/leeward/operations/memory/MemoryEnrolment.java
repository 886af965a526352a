package io.leeward.operations.memory;

import io.leeward.kernel.Outcome;
import io.leeward.kernel.Secret;
import io.leeward.model.Disk;
import io.leeward.model.DiskId;
import io.leeward.model.Health;
import io.leeward.model.MachineId;
import io.leeward.model.ServerId;
import io.leeward.operations.port.AgentReport;
import io.leeward.operations.port.EnrolmentControl;
import io.leeward.operations.servers.RegistrationKey;
import io.leeward.operations.servers.ServerView;
import io.leeward.operations.state.ControlState;
import io.leeward.operations.state.MachineRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Enrolment without agents: a test says who enrols and reports. */
public final class MemoryEnrolment implements EnrolmentControl {
    public static final String KEY = "LEE-WARD-KEY";
    public static final String CA = "ab".repeat(32);

    private final ControlState state;
    private final Map<MachineId, AgentReport> reports = new ConcurrentHashMap<>();

    public MemoryEnrolment(ControlState state) {
        this.state = state;
    }

    /** A machine with one disk enrols and reports. */
    public MachineId enrol(String name, long diskBytes) {
        MachineId id = new MachineId("m-" + name);
        Disk disk = new Disk(new DiskId("d-" + name), "/dev/" + name, "", diskBytes);
        state.machines().insert(MachineRecord.enrolled(id, name, "0".repeat(64), Instant.now(), List.of(disk)));
        reports.put(id, new AgentReport(id, Instant.now(), "1.0", "compare", "idle"));
        return id;
    }

    @Override
    public Outcome<RegistrationKey> newRegistrationKey() {
        return Outcome.done(
                new RegistrationKey(Secret.ofText(KEY), CA, Instant.now().plus(Duration.ofDays(5))));
    }

    @Override
    public List<ServerView> servers() {
        return List.of(new ServerView(
                new ServerId("cs-1"),
                ServerView.Role.CONFIGURATION_SERVER,
                "hq",
                "hq:8443",
                Health.NORMAL,
                Optional.empty(),
                Instant.now(),
                0,
                0));
    }

    @Override
    public Optional<AgentReport> agent(MachineId machine) {
        return Optional.ofNullable(reports.get(machine));
    }
}
