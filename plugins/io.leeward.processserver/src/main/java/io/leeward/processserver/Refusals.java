package io.leeward.processserver;

import io.leeward.kernel.Issue;
import io.leeward.model.MachineId;
import java.time.Duration;

/** Why the process server did not do what was asked. */
final class Refusals {
    private Refusals() {}

    static Issue noVault() {
        return Issue.of(
                "NO-OWNED-VAULT",
                Issue.Kind.NOT_ALLOWED,
                "Nothing can be replicated, because this engine owns no vault.",
                "Create a vault, or attach one with --take-over.");
    }

    static Issue notReplicated(MachineId machine) {
        return Issue.of(
                "MACHINE-NOT-REPLICATED",
                Issue.Kind.NOT_ALLOWED,
                "The machine " + machine + " is not being replicated.",
                "Enable its replication first.");
    }

    static Issue ending(String machine) {
        return Issue.of(
                        "MACHINE-STOPPING",
                        Issue.Kind.NOT_ALLOWED,
                        "Replication of " + machine + " cannot begin now.",
                        "Enable it again in a few minutes.")
                .because("What was received before is still on its way to the vault.");
    }

    static Issue busy(MachineId machine) {
        return Issue.of(
                "MACHINE-BUSY",
                Issue.Kind.FAILED,
                "Replication of the machine " + machine + " did not answer in time.",
                "Try again; if this stays, look at the speed of the disk that the spool lies on.");
    }

    static Issue cutTookTooLong(Duration limit) {
        return Issue.of(
                "POINT-TOO-LATE",
                Issue.Kind.FAILED,
                "The recovery point was not recoverable after " + limit.toMinutes() + " min.",
                "Look at the machine's state: its agent may be away, or the vault may not be reachable.");
    }

    static Issue drainTookTooLong(MachineId machine, Duration limit) {
        return Issue.of(
                "DRAIN-TOO-LATE",
                Issue.Kind.FAILED,
                "Not everything of the machine " + machine + " was in the vault after " + limit.toMinutes() + " min.",
                "Check that the vault is reachable, or recover the latest processed point.");
    }

    static Issue drainLost(MachineId machine) {
        return Issue.of(
                "DRAIN-LOST",
                Issue.Kind.FAILED,
                "A part of what was received of the machine " + machine + " is lost and is being sent again.",
                "Try again when the machine is protected, or recover the latest processed point.");
    }
}
