package io.leeward.vault.restore;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/**
 * The footer of a fixed VHD: the disk's bytes, rounded up with zeros to 1 MiB, then these 512 bytes. Source: Virtual
 * Hard Disk Image Format Specification, version 1.0; the rounding is what Azure asks for.
 */
public final class VhdFooter {
    /** Bytes of the footer. */
    public static final int BYTES = 512;

    /** The size of a VHD's disk is a multiple of this. */
    public static final long ALIGNMENT = 1024 * 1024;

    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");
    private static final int FIXED = 2;
    private static final int CHECKSUM_AT = 64;
    private static final int SECTOR = 512;
    private static final long MOST_SECTORS = 65_535L * 16 * 255;

    private VhdFooter() {}

    /** Size of the disk inside the VHD: rounded up to 1 MiB. */
    public static long virtualBytes(long diskBytes) {
        return Math.addExact(diskBytes, ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    }

    /** Length of the whole file. */
    public static long fileBytes(long diskBytes) {
        return virtualBytes(diskBytes) + BYTES;
    }

    /**
     * The footer of a disk.
     *
     * @param diskBytes size of the disk, before rounding
     * @param createdAt the time stamp in the footer, to the second
     * @param unique 16 bytes that identify the image
     */
    public static ByteBuffer of(long diskBytes, Instant createdAt, byte[] unique) {
        if (diskBytes <= 0 || unique.length != 16) {
            throw new IllegalArgumentException("VHD of " + diskBytes + " bytes");
        }
        long size = virtualBytes(diskBytes);
        ByteBuffer footer = ByteBuffer.allocate(BYTES);
        footer.put(ascii("conectix")).putInt(2).putInt(0x0001_0000).putLong(-1);
        footer.putInt((int) Math.max(0, Duration.between(EPOCH, createdAt).toSeconds()));
        // Readers take the size from its field, not from the rounded geometry, only of creators that they know: this is
        // one.
        footer.put(ascii("win ")).putInt(0x000A_0000).put(ascii("Wi2k"));
        footer.putLong(size).putLong(size).putInt(geometry(size / SECTOR)).putInt(FIXED);
        footer.position(CHECKSUM_AT + Integer.BYTES).put(unique).put((byte) 0);
        footer.putInt(CHECKSUM_AT, checksum(footer));
        return footer.clear();
    }

    private static int checksum(ByteBuffer footer) {
        int sum = 0;
        for (int i = 0; i < BYTES; i++) {
            sum += Byte.toUnsignedInt(footer.get(i));
        }
        return ~sum;
    }

    /** Cylinders, heads and sectors by the specification's appendix: 2, 1 and 1 bytes. */
    private static int geometry(long diskSectors) {
        long sectors = Math.min(diskSectors, MOST_SECTORS);
        if (sectors >= 65_535L * 16 * 63) {
            return packed(sectors / 255 / 16, 16, 255);
        }
        long perTrack = 17;
        long cylindersTimesHeads = sectors / perTrack;
        long heads = Math.max(4, (cylindersTimesHeads + 1023) / 1024);
        if (cylindersTimesHeads >= heads * 1024 || heads > 16) {
            perTrack = 31;
            heads = 16;
            cylindersTimesHeads = sectors / perTrack;
        }
        if (cylindersTimesHeads >= heads * 1024) {
            perTrack = 63;
            heads = 16;
            cylindersTimesHeads = sectors / perTrack;
        }
        return packed(cylindersTimesHeads / heads, heads, perTrack);
    }

    private static int packed(long cylinders, long heads, long sectors) {
        return (int) (cylinders << 16 | heads << 8 | sectors);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
