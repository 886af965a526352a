package io.leeward.operations.internal.policies;

import io.leeward.kernel.Ids;
import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.model.PolicyId;
import io.leeward.model.ReplicationPolicy;
import io.leeward.operations.policies.Policies;
import io.leeward.operations.policies.PolicySettings;
import io.leeward.operations.state.ControlState;
import io.leeward.operations.state.PolicyStore;
import io.leeward.operations.state.SaveResult;
import io.leeward.operations.state.Versioned;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Creates, changes and deletes policies. Safe for use by many threads. */
public final class PolicyDesk implements Policies {
    private final ControlState state;
    private final PolicyStore policies;
    private final Ids ids;
    private final Consumer<ReplicationPolicy> edited;

    /** @param edited brings a changed policy to the machines that use it */
    public PolicyDesk(ControlState state, Ids ids, Consumer<ReplicationPolicy> edited) {
        this.state = state;
        this.policies = state.policies();
        this.ids = ids;
        this.edited = edited;
    }

    @Override
    public List<ReplicationPolicy> list() {
        return policies.list().stream().map(Versioned::value).toList();
    }

    @Override
    public Optional<ReplicationPolicy> find(String name) {
        return policies.named(name).map(Versioned::value);
    }

    @Override
    public Outcome<ReplicationPolicy> create(PolicySettings settings) {
        return checked(settings, new PolicyId(ids.next())).then(policy -> switch (policies.insert(policy)) {
            case SaveResult.Saved saved -> Outcome.done(policy);
            case SaveResult.Taken taken -> Outcome.refused(nameTaken(policy.name()));
            case SaveResult.Stale stale -> throw new IllegalStateException("a new policy is stale");
        });
    }

    @Override
    public Outcome<ReplicationPolicy> edit(PolicyId id, PolicySettings settings) {
        Optional<Versioned<ReplicationPolicy>> found = policies.find(id);
        if (found.isEmpty()) {
            return Outcome.refused(unknown(id.value()));
        }
        return checked(settings, id).then(policy -> replace(policy, found.get().version()));
    }

    @Override
    public Outcome<ReplicationPolicy> delete(PolicyId id) {
        Optional<Versioned<ReplicationPolicy>> found = policies.find(id);
        if (found.isEmpty()) {
            return Outcome.refused(unknown(id.value()));
        }
        ReplicationPolicy policy = found.get().value();
        List<String> users = state.machines().list().stream()
                .map(Versioned::value)
                .filter(machine -> machine.policy().equals(Optional.of(id)))
                .map(machine -> machine.name())
                .toList();
        if (!users.isEmpty()) {
            return Outcome.refused(inUse(policy, users));
        }
        return policies.delete(id, found.get().version())
                ? Outcome.done(policy)
                : Outcome.failed(changedMeanwhile(policy.name()), Outcome.Retry.LATER);
    }

    private Outcome<ReplicationPolicy> replace(ReplicationPolicy policy, long version) {
        return switch (policies.update(policy, version)) {
            case SaveResult.Saved saved -> {
                edited.accept(policy);
                yield Outcome.done(policy);
            }
            case SaveResult.Taken taken -> Outcome.refused(nameTaken(policy.name()));
            case SaveResult.Stale stale -> Outcome.failed(changedMeanwhile(policy.name()), Outcome.Retry.LATER);
        };
    }

    private static Outcome<ReplicationPolicy> checked(PolicySettings settings, PolicyId id) {
        try {
            return Outcome.done(settings.as(id));
        } catch (IllegalArgumentException e) {
            return Outcome.refused(Issue.of(
                    "POLICY-OUT-OF-LIMITS",
                    Issue.Kind.USAGE,
                    sentence(e.getMessage()),
                    "Choose a value within the limits."));
        }
    }

    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + (text.endsWith(".") ? "" : ".");
    }

    /** No policy of this name or identifier exists. */
    public static Issue unknown(String name) {
        return Issue.of(
                "POLICY-UNKNOWN",
                Issue.Kind.NOT_FOUND,
                "There is no policy " + name + ".",
                "List the policies, or create this one.");
    }

    private static Issue nameTaken(String name) {
        return Issue.of(
                "POLICY-NAME-TAKEN",
                Issue.Kind.NOT_ALLOWED,
                "There is a policy " + name + " already.",
                "Choose another name or edit that policy.");
    }

    private static Issue inUse(ReplicationPolicy policy, List<String> users) {
        String more = users.size() > 1 ? " and " + (users.size() - 1) + " more" : "";
        return Issue.of(
                "POLICY-IN-USE",
                Issue.Kind.NOT_ALLOWED,
                "Policy " + policy.name() + " is used by " + users.getFirst() + more + " and was not deleted.",
                "Disable replication of those machines or give them another policy first.");
    }

    private static Issue changedMeanwhile(String name) {
        return Issue.of(
                "POLICY-CHANGED",
                Issue.Kind.FAILED,
                "Policy " + name + " was changed by somebody else at the same time.",
                "Look at it again and repeat the change.");
    }
}
