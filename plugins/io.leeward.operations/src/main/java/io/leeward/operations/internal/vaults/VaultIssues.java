package io.leeward.operations.internal.vaults;

import io.leeward.kernel.Issue;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.operations.vaults.StoreAddress;

/** What can be wrong with the attached vault. */
public final class VaultIssues {
    private VaultIssues() {}

    public static Issue none() {
        return Issue.of("VAULT-NONE", Issue.Kind.NOT_FOUND, "No vault is attached.", "Create or attach one first.");
    }

    public static Issue readOnly(String owner) {
        return Issue.of(
                "VAULT-READ-ONLY",
                Issue.Kind.NOT_ALLOWED,
                "The vault is attached read-only, because it belongs to " + owner + ".",
                "Work with that engine, or attach the vault again and take it over when that engine is gone for good.");
    }

    static Issue notOpen(StoreAddress store, String why) {
        return Issue.of(
                        "VAULT-NOT-OPEN",
                        Issue.Kind.NOT_REACHABLE,
                        "The vault in " + store + " is attached but could not be opened yet.",
                        "Make sure that its store can be reached; the engine tries again by itself.")
                .because(why);
    }

    static Issue keyMissing(StoreAddress store) {
        return Issue.of(
                "VAULT-KEY-MISSING",
                Issue.Kind.WRONG_CREDENTIALS,
                "The kept key of the vault in " + store + " is missing.",
                "Attach the vault again with its recovery passphrase.");
    }

    static Issue otherInUse(String name) {
        return Issue.of(
                "VAULT-IN-USE",
                Issue.Kind.NOT_ALLOWED,
                "The vault " + name + " is attached and machines are protected with it.",
                "Disable replication of those machines first.");
    }

    /** No machine of this name or identifier lies in the vault. */
    public static Issue unknownMachine(String name) {
        return Issue.of(
                "MACHINE-UNKNOWN",
                Issue.Kind.NOT_FOUND,
                "There is no machine " + name + " in the vault.",
                "Check the name; machine names are told apart by their exact characters.");
    }

    public static Issue unknownPoint(PointId point) {
        return Issue.of(
                "POINT-UNKNOWN",
                Issue.Kind.NOT_FOUND,
                "There is no recovery point " + point + ".",
                "List the machine's points.");
    }

    public static Issue unknownMachine(MachineId machine) {
        return unknownMachine(machine.value());
    }
}
