package io.leeward.operations.policies;

import io.leeward.kernel.Outcome;
import io.leeward.model.PolicyId;
import io.leeward.model.ReplicationPolicy;
import java.util.List;
import java.util.Optional;

/** Commands and queries about replication policies. Edits reach running machines. */
public interface Policies {
    List<ReplicationPolicy> list();

    Optional<ReplicationPolicy> find(String name);

    /** Creates a policy; its identifier is chosen by the engine. Refused when the name is taken. */
    Outcome<ReplicationPolicy> create(PolicySettings settings);

    /** Replaces the settings of a policy. */
    Outcome<ReplicationPolicy> edit(PolicyId policy, PolicySettings settings);

    /** Deletes a policy. Refused while a machine uses it. */
    Outcome<ReplicationPolicy> delete(PolicyId policy);
}
