package io.leeward.vault.document;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What lies in the blob of a document; not authenticated by itself.
 *
 * @param format of the vault
 * @param vault identifier of the vault
 * @param writeId 32 hexadecimal digits, new for every write
 * @param sealed the document's JSON, sealed
 */
public record Envelope(int format, String vault, String writeId, byte[] sealed) {
    private static final Pattern WRITE_ID = Pattern.compile("[0-9a-f]{32}");

    /** Reads an envelope; empty when the bytes are none. A newer format need not have more than its number. */
    public static Optional<Envelope> parse(byte[] json) {
        return Json.read(json, Envelope.class).filter(Envelope::complete);
    }

    private boolean complete() {
        boolean whole = vault != null && sealed != null && writeId != null;
        return format > NewerFormat.KNOWN
                || format == NewerFormat.KNOWN
                        && whole
                        && WRITE_ID.matcher(writeId).matches();
    }
}
