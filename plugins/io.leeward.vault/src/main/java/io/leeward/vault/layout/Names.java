package io.leeward.vault.layout;

import io.leeward.model.DiskId;
import io.leeward.model.GroupId;
import io.leeward.model.MachineId;
import io.leeward.model.PointId;
import io.leeward.vault.blob.BlobName;
import java.util.OptionalLong;

/**
 * Names of the blobs of a vault. Numbers are decimal and padded with zeros, so that listings come in their order:
 * epochs to 10 digits, sequences to 19.
 */
public final class Names {
    /** The blob that makes a container a vault. */
    public static final BlobName VAULT = new BlobName("vault.json");

    /** Which control store owns the vault. */
    public static final BlobName OWNER = new BlobName("state/owner.json");

    public static final String KEYS = "keys/";
    public static final String DISKS = "disks/";
    public static final String MACHINES = "state/machines/";
    public static final String CATALOG = "state/catalog/";
    public static final String SEGMENT_SUFFIX = ".seg";

    private Names() {}

    /** A key slot, for example {@code keys/passphrase-1}. */
    public static BlobName key(String slot, long generation) {
        return new BlobName(KEYS + slot + "-" + generation);
    }

    public static BlobName epoch(DiskId disk, long epoch) {
        return new BlobName(epochFolder(disk, epoch) + "epoch.json");
    }

    /** The prefix of everything of one disk. */
    public static String diskFolder(DiskId disk) {
        return DISKS + disk + "/";
    }

    /** The prefix of everything of one epoch. */
    public static String epochFolder(DiskId disk, long epoch) {
        return diskFolder(disk) + "%010d/".formatted(epoch);
    }

    public static BlobName segment(DiskId disk, long epoch, long firstSequence) {
        return new BlobName(epochFolder(disk, epoch) + "%019d".formatted(firstSequence) + SEGMENT_SUFFIX);
    }

    /** A part of the base layer that ends at a sequence of an epoch. */
    public static BlobName layerPart(DiskId disk, long epoch, long through, long firstFrame) {
        return new BlobName(layerFolder(disk, epoch, through) + "%019d".formatted(firstFrame) + SEGMENT_SUFFIX);
    }

    /** The prefix of the parts of one base layer. */
    public static String layerFolder(DiskId disk, long epoch, long through) {
        return epochFolder(disk, epoch) + "layers/%019d/".formatted(through);
    }

    public static BlobName head(MachineId machine) {
        return new BlobName(MACHINES + machine + "/head.json");
    }

    /** A page of older points of a machine. */
    public static BlobName pointPage(MachineId machine, long page) {
        return new BlobName(MACHINES + machine + "/points/%010d.json".formatted(page));
    }

    public static BlobName groupPoint(GroupId group, PointId point) {
        return new BlobName("groups/" + group + "/points/" + point + ".json");
    }

    /** An entry of the catalog, for example {@code state/catalog/policies/gold.json}. */
    public static BlobName catalog(String shelf, String id) {
        return new BlobName(CATALOG + shelf + "/" + id + ".json");
    }

    /** The number that the last segment of a name is, without the suffix; empty when it is none. */
    public static OptionalLong number(BlobName name, String suffix) {
        String last = name.value().substring(name.value().lastIndexOf('/') + 1);
        return last.endsWith(suffix)
                ? digits(last.substring(0, last.length() - suffix.length()))
                : OptionalLong.empty();
    }

    /** Reads a decimal number of 1 to 19 digits; empty when the text is none. */
    public static OptionalLong digits(String text) {
        if (!text.matches("[0-9]{1,19}")) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            return OptionalLong.empty();
        }
    }
}
