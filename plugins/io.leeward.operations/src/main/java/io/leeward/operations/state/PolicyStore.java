package io.leeward.operations.state;

import io.leeward.model.PolicyId;
import io.leeward.model.ReplicationPolicy;
import java.util.List;
import java.util.Optional;

/** Replication policies. Names are unique, told apart by their exact characters. */
public interface PolicyStore {
    /** All policies, by name. */
    List<Versioned<ReplicationPolicy>> list();

    Optional<Versioned<ReplicationPolicy>> find(PolicyId policy);

    Optional<Versioned<ReplicationPolicy>> named(String name);

    /** Adds a policy; {@code Taken} when its identifier or name is in use. */
    SaveResult insert(ReplicationPolicy policy);

    /** Replaces a policy; {@code Taken} when another one has its name. */
    SaveResult update(ReplicationPolicy policy, long version);

    /** Removes a policy that still has this version; true when it did. */
    boolean delete(PolicyId policy, long version);
}
