package io.leeward.operations.state;

import io.leeward.model.JobId;
import io.leeward.model.MachineId;
import io.leeward.model.PolicyId;
import io.leeward.model.ReplicationPolicy;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Control state in memory; outlives the engine that uses it, as a database does. */
public final class MemoryControlState implements ControlState {
    private final String storeId = UUID.randomUUID().toString();
    private final Versions<PolicyId, ReplicationPolicy> policies =
            new Versions<>(ReplicationPolicy::id, ReplicationPolicy::name);
    private final Versions<MachineId, MachineRecord> machines = new Versions<>(MachineRecord::id, MachineRecord::name);
    private final Versions<JobId, JobRecord> jobs = new Versions<>(JobRecord::id, JobRecord::id);
    private final Versions<MachineId, SessionRecord> sessions =
            new Versions<>(SessionRecord::machine, SessionRecord::machine);
    private final Versions<String, VaultAttachment> attachment = new Versions<>(any -> "vault", any -> "vault");
    private final EventStore events = new MemoryEventStore();

    @Override
    public String storeId() {
        return storeId;
    }

    @Override
    public PolicyStore policies() {
        return new PolicyStore() {
            @Override
            public List<Versioned<ReplicationPolicy>> list() {
                return policies.list(Comparator.comparing(ReplicationPolicy::name));
            }

            @Override
            public Optional<Versioned<ReplicationPolicy>> find(PolicyId policy) {
                return policies.find(policy);
            }

            @Override
            public Optional<Versioned<ReplicationPolicy>> named(String name) {
                return list().stream()
                        .filter(found -> found.value().name().equals(name))
                        .findFirst();
            }

            @Override
            public SaveResult insert(ReplicationPolicy policy) {
                return policies.insert(policy);
            }

            @Override
            public SaveResult update(ReplicationPolicy policy, long version) {
                return policies.update(policy, version);
            }

            @Override
            public boolean delete(PolicyId policy, long version) {
                return policies.delete(policy, version);
            }
        };
    }

    @Override
    public MachineStore machines() {
        return new MachineStore() {
            @Override
            public List<Versioned<MachineRecord>> list() {
                return machines.list(Comparator.comparing(MachineRecord::name));
            }

            @Override
            public Optional<Versioned<MachineRecord>> find(MachineId machine) {
                return machines.find(machine);
            }

            @Override
            public Optional<Versioned<MachineRecord>> named(String name) {
                return list().stream()
                        .filter(found -> found.value().name().equals(name))
                        .findFirst();
            }

            @Override
            public SaveResult insert(MachineRecord machine) {
                return machines.insert(machine);
            }

            @Override
            public SaveResult update(MachineRecord machine, long version) {
                return machines.update(machine, version);
            }

            @Override
            public boolean delete(MachineId machine, long version) {
                boolean deleted = machines.delete(machine, version);
                if (deleted) {
                    sessions.forget(machine);
                }
                return deleted;
            }
        };
    }

    @Override
    public SessionStore sessions() {
        return new SessionStore() {
            @Override
            public Optional<Versioned<SessionRecord>> find(MachineId machine) {
                return sessions.find(machine);
            }

            @Override
            public SaveResult insert(SessionRecord session) {
                return machines.find(session.machine()).isEmpty() ? new SaveResult.Stale() : sessions.insert(session);
            }

            @Override
            public SaveResult update(SessionRecord session, long version) {
                return sessions.update(session, version);
            }
        };
    }

    @Override
    public JobStore jobs() {
        return new MemoryJobStore(jobs);
    }

    @Override
    public EventStore events() {
        return events;
    }

    @Override
    public VaultAttachmentStore attachment() {
        return new VaultAttachmentStore() {
            @Override
            public Optional<Versioned<VaultAttachment>> current() {
                return attachment.find("vault");
            }

            @Override
            public SaveResult insert(VaultAttachment value) {
                return attachment.insert(value);
            }

            @Override
            public SaveResult update(VaultAttachment value, long version) {
                return attachment.update(value, version);
            }

            @Override
            public boolean delete(long version) {
                return attachment.delete("vault", version);
            }
        };
    }
}
