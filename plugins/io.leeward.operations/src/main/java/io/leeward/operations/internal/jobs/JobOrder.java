package io.leeward.operations.internal.jobs;

import java.util.Map;
import java.util.Optional;

/**
 * What is asked for when a job is started.
 *
 * @param kind identifier of a registered kind
 * @param target what it is done to, shown to operators
 * @param exclusive jobs of the same name here do not run side by side; empty when the job keeps nobody away
 * @param arguments what its work needs to know, without secrets
 */
public record JobOrder(String kind, String target, Optional<String> exclusive, Map<String, String> arguments) {
    /** Argument under which {@link #exclusive} is kept with the job. */
    static final String EXCLUSIVE = "exclusive";

    public JobOrder {
        arguments = Map.copyOf(arguments);
    }
}
