package io.leeward.processserver.work;

import java.util.Locale;

/** What data passes through on this server. */
public enum Stage {
    /** Verifying, compressing and sealing frames. */
    SEAL,
    /** Making the spool durable. */
    SPOOL,
    /** Sending segments to the vault. */
    UPLOAD;

    /** The word for operators. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
