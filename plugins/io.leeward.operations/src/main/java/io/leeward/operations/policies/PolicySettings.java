package io.leeward.operations.policies;

import io.leeward.model.Compression;
import io.leeward.model.PolicyId;
import io.leeward.model.ReplicationPolicy;
import java.time.Duration;

/** What an operator chooses for a policy; see {@link ReplicationPolicy} for the meaning and limits of each value. */
public record PolicySettings(
        String name,
        Duration crashInterval,
        Duration appInterval,
        Duration retention,
        Duration rpoThreshold,
        Compression compression,
        Duration flush) {

    /** The settings of a policy that exists. */
    public static PolicySettings of(ReplicationPolicy policy) {
        return new PolicySettings(
                policy.name(),
                policy.crashInterval(),
                policy.appInterval(),
                policy.retention(),
                policy.rpoThreshold(),
                policy.compression(),
                policy.flush());
    }

    /**
     * The policy with these settings.
     *
     * @throws IllegalArgumentException with a sentence for the operator when a value is outside its limits
     */
    public ReplicationPolicy as(PolicyId id) {
        return new ReplicationPolicy(id, name, crashInterval, appInterval, retention, rpoThreshold, compression, flush);
    }
}
