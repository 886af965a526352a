package io.leeward.configserver.enrolment;

import io.leeward.kernel.Issue;
import io.leeward.kernel.Outcome;
import io.leeward.model.Disk;
import io.leeward.model.DiskId;
import io.leeward.model.Identifier;
import io.leeward.wire.control.ControlMessage.Enrol;
import io.leeward.wire.control.ControlMessage.EnrolDisk;
import io.leeward.wire.control.ControlWire;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What an agent wants to be enrolled as, checked.
 *
 * @param name of the machine
 * @param incarnation 64 hexadecimal digits
 * @param disks at least one, at most {@link ControlWire#MOST_DISKS}
 */
record EnrolmentRequest(String name, String incarnation, List<Disk> disks) {
    private static final int INCARNATION_BYTES = 32;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");

    EnrolmentRequest {
        disks = List.copyOf(disks);
    }

    static Outcome<EnrolmentRequest> read(Enrol message) {
        if (!NAME.matcher(message.name()).matches()) {
            return refused(
                    "A machine's name has 1 to 63 letters, digits, dots, hyphens and underscores and begins with a letter or digit.");
        }
        if (message.incarnation().remaining() != INCARNATION_BYTES) {
            return refused("The incarnation has to have " + INCARNATION_BYTES + " bytes.");
        }
        if (message.disks().isEmpty() || message.disks().size() > ControlWire.MOST_DISKS) {
            return refused("A machine has 1 to " + ControlWire.MOST_DISKS + " disks, not "
                    + message.disks().size() + ".");
        }
        Set<String> seen = new HashSet<>();
        for (EnrolDisk disk : message.disks()) {
            if (!acceptable(disk) || !seen.add(disk.disk())) {
                return refused("A disk needs an identifier of its own, a path and a size.");
            }
        }
        List<Disk> disks = message.disks().stream().map(EnrolmentRequest::disk).toList();
        return Outcome.done(new EnrolmentRequest(message.name(), hex(message.incarnation()), disks));
    }

    static Disk disk(EnrolDisk disk) {
        return new Disk(new DiskId(disk.disk()), disk.path(), disk.serial(), disk.bytes());
    }

    static boolean acceptable(EnrolDisk disk) {
        return Identifier.valid(disk.disk()) && disk.bytes() > 0 && !disk.path().isBlank();
    }

    private static String hex(ByteBuffer bytes) {
        byte[] array = new byte[bytes.remaining()];
        bytes.duplicate().get(array);
        return HexFormat.of().formatHex(array);
    }

    private static Outcome<EnrolmentRequest> refused(String why) {
        return Outcome.refused(Issue.of(
                        "ENROL-BAD-REQUEST",
                        Issue.Kind.USAGE,
                        "The enrolment was not accepted.",
                        "Correct the arguments of \"leeward-agent enrol\", or use the agent of the same release as the engine.")
                .because(why));
    }
}
