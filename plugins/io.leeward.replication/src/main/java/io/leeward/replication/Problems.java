package io.leeward.replication;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Issue.Kind;

/** What a replicator says to people and agents when it does not go on. */
final class Problems {
    private Problems() {}

    static Issue copyOf(String name) {
        return new Issue(
                "MACHINE-COPY",
                Kind.NOT_ALLOWED,
                "This machine is a copy of " + name + " and is not replicated.",
                "What its hardware says of itself differs from what " + name + " said when it enrolled.",
                "If it is " + name + " on changed hardware, run `machine resync " + name
                        + " --same-machine`; otherwise enrol the copy under a name of its own.");
    }

    static Issue twoAgents(String name) {
        return new Issue(
                "TWO-AGENTS",
                Kind.NOT_ALLOWED,
                "Two agents speak as " + name + ", so neither is replicated.",
                "An older state of the machine came back, and the newer one still runs.",
                "Shut one of them down, then run `machine resync " + name + " --same-machine`.");
    }

    static Issue diskNotProtected(String disk) {
        return Issue.of(
                "DISK-NOT-PROTECTED",
                Kind.NOT_ALLOWED,
                "The disk " + disk + " is not one that this machine replicates.",
                "Enrol the machine again with the disks that it has now.");
    }

    static Issue diskMissing(String disk) {
        return Issue.of(
                "DISK-MISSING",
                Kind.NOT_ALLOWED,
                "The agent does not report the protected disk " + disk + ".",
                "Attach the disk again, or enrol the machine with the disks that it has now.");
    }

    static Issue protocol(String what) {
        return Issue.of(
                "PROTOCOL-VIOLATED",
                Kind.FAILED,
                "The agent said what it must not say: " + what + ".",
                "Update the agent.");
    }

    static Issue frameDiffers(String disk, long sequence) {
        return Issue.of(
                "FRAME-DIFFERS",
                Kind.FAILED,
                "Frame " + sequence + " of disk " + disk + " came again with other content.",
                "Nothing: the agent says hello again and both sides agree on where to go on.");
    }

    static Issue sequenceGap(String disk, long expected, long came) {
        return Issue.of(
                "SEQUENCE-GAP",
                Kind.FAILED,
                "Frame " + came + " of disk " + disk + " came where frame " + expected + " was due.",
                "Nothing: the agent says hello again and both sides agree on where to go on.");
    }

    static Issue draining() {
        return Issue.of(
                "SPOOL-DRAINING",
                Kind.NOT_REACHABLE,
                "What the spool holds of this machine must reach the vault before replication goes on.",
                "Nothing while the vault can be reached: the agent asks again.");
    }

    static Issue stopping() {
        return Issue.of(
                "SERVER-STOPPING",
                Kind.NOT_REACHABLE,
                "The process server is stopping.",
                "Nothing: the agent asks again.");
    }

    static Issue changed(String what) {
        return Issue.of("SESSION-RENEWED", Kind.FAILED, what, "Nothing: the agent says hello again.");
    }

    static Issue notMarked() {
        return Issue.of(
                "POINT-NOT-MARKED",
                Kind.FAILED,
                "The connection to the agent was lost before every disk was marked.",
                "Nothing: the next point is cut when the agent is back.");
    }

    static Issue cutTooLate() {
        return Issue.of(
                "POINT-TOO-LATE",
                Kind.FAILED,
                "The agent did not cut the point in time.",
                "Look at the load of the machine.");
    }

    static Issue pointBeyondGap(String disk) {
        return Issue.of(
                "POINT-BEYOND-GAP",
                Kind.FAILED,
                "The point lies beyond what the vault has of disk " + disk + " without a gap.",
                "Nothing: the next point is cut when the machine is in step again.");
    }

    static Issue cannotCut(String name, String why) {
        return Issue.of(
                "CUT-NOT-POSSIBLE",
                Kind.NOT_ALLOWED,
                "No point of " + name + " can be cut now: " + why,
                "Try again when it is protected.");
    }

    static Issue loading(String name) {
        return Issue.of(
                "MACHINE-LOADING",
                Kind.NOT_REACHABLE,
                "The state of " + name + " is still being read from the vault.",
                "Try again in a moment.");
    }
}
