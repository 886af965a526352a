package io.leeward.console.uitests.memory;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.model.PolicyId;
import io.leeward.model.ReplicationPolicy;
import io.leeward.operations.policies.Policies;
import io.leeward.operations.policies.PolicySettings;
import java.util.List;
import java.util.Optional;

/** Policies of a {@link MemoryEngine}. */
record MemoryPolicies(MemoryEngine engine) implements Policies {
    @Override
    public List<ReplicationPolicy> list() {
        synchronized (engine) {
            return List.copyOf(engine.policies.values());
        }
    }

    @Override
    public Optional<ReplicationPolicy> find(String name) {
        return list().stream().filter(policy -> policy.name().equals(name)).findFirst();
    }

    @Override
    public Outcome<ReplicationPolicy> create(PolicySettings settings) {
        synchronized (engine) {
            if (find(settings.name()).isPresent()) {
                return Outcome.refused(Issue.of(
                        "POLICY-EXISTS",
                        Issue.Kind.NOT_ALLOWED,
                        "A policy named " + settings.name() + " exists.",
                        "Choose another name."));
            }
            return Outcome.done(put(settings.as(new PolicyId(engine.nextId("policy")))));
        }
    }

    @Override
    public Outcome<ReplicationPolicy> edit(PolicyId policy, PolicySettings settings) {
        return Outcome.done(put(settings.as(policy)));
    }

    @Override
    public Outcome<ReplicationPolicy> delete(PolicyId policy) {
        synchronized (engine) {
            return Outcome.done(engine.policies.remove(policy));
        }
    }

    private ReplicationPolicy put(ReplicationPolicy policy) {
        synchronized (engine) {
            engine.policies.put(policy.id(), policy);
            return policy;
        }
    }
}
