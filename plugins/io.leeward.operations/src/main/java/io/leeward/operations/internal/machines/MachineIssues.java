package io.leeward.operations.internal.machines;

import io.leeward.kernel.Issue;
import java.time.Duration;

/** What can be wrong with a machine. */
final class MachineIssues {
    private MachineIssues() {}

    static Issue unknown(String name) {
        return Issue.of(
                "MACHINE-UNKNOWN",
                Issue.Kind.NOT_FOUND,
                "There is no machine " + name + ".",
                "A machine appears when its agent has enrolled; list the machines to see their names.");
    }

    static Issue notAllowed(String reason) {
        return Issue.of("ACTION-NOT-ALLOWED", Issue.Kind.NOT_ALLOWED, reason, "");
    }

    static Issue agentSilent(String machine, Duration waited) {
        return Issue.of(
                "AGENT-SILENT",
                Issue.Kind.FAILED,
                "The agent on " + machine + " did not begin to send within " + waited.toSeconds() + " s.",
                "Start \"leeward-agent run\" on that machine and make sure that it reaches the data port;"
                        + " replication then begins by itself.");
    }

    static Issue notConnected(String machine) {
        return Issue.of(
                "AGENT-NOT-CONNECTED",
                Issue.Kind.FAILED,
                "The agent on " + machine + " is not connected, so no recovery point was cut.",
                "Make sure that \"leeward-agent run\" runs on that machine and reaches the data port.");
    }

    static Issue lostContact(String machine, Duration silence) {
        return Issue.of(
                "CONTACT-LOST",
                Issue.Kind.NOT_REACHABLE,
                "Nothing was heard from " + machine + " for " + Words.age(silence) + ".",
                "Make sure that the machine is up, that \"leeward-agent run\" runs on it and that it reaches this engine.");
    }

    static Issue rpoExceeded(String machine, Duration rpo, Duration threshold) {
        return Issue.of(
                "RPO-EXCEEDED",
                Issue.Kind.FAILED,
                "The newest recovery point of " + machine + " is " + Words.age(rpo) + " old; its policy allows "
                        + Words.age(threshold) + ".",
                "See whether its agent is connected and whether the backlog shrinks.");
    }

    static Issue resyncRequired(String machine, String reason) {
        return Issue.of(
                        "RESYNC-REQUIRED",
                        Issue.Kind.FAILED,
                        "The copy of " + machine + " has to be compared with its disks again.",
                        "Resynchronize it; older recovery points stay usable.")
                .because(reason);
    }
}
