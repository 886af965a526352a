package io.leeward.wire;

import io.leeward.kernel.Issue;
import io.leeward.kernel.IssueException;

/**
 * Bytes that are no message of this protocol. The connection that brought them is closed; nothing of them was acted
 * upon.
 */
public final class WireException extends IssueException {
    private static final long serialVersionUID = 1L;

    private WireException(Issue issue) {
        super(issue);
    }

    /** The bytes do not follow the protocol. */
    public static WireException malformed(String why) {
        return new WireException(
                new Issue(
                        "WIRE-MALFORMED",
                        Issue.Kind.FAILED,
                        "The other side sent something that is not a message of the agent protocol.",
                        why,
                        "Check that the address and port belong to a Leeward server and that both sides have the same version."));
    }

    /** The checksum does not match: the bytes changed on their way. */
    public static WireException checksum() {
        return new WireException(
                new Issue(
                        "WIRE-CHECKSUM",
                        Issue.Kind.FAILED,
                        "A message was damaged between the agent and the server.",
                        "its CRC32C does not match",
                        "The connection is made again by itself; if it happens often, check memory and network hardware on both sides."));
    }

    /** The other side speaks another version. */
    public static WireException version(int theirs) {
        boolean newer = theirs > Frame.VERSION;
        return new WireException(new Issue(
                "WIRE-VERSION",
                Issue.Kind.NOT_ALLOWED,
                "The other side speaks version " + theirs + " of the agent protocol, this program version "
                        + Frame.VERSION + ".",
                "",
                newer
                        ? "Update this program to the release of the other side."
                        : "Update the other side to the release of this program."));
    }
}
