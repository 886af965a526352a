package io.leeward.model;

/** What has been shown about a recovery point. */
public enum Proof {
    /** Its data is in the vault. */
    STORED,
    /** Its data was read back and authenticated. */
    VERIFIED,
    /** A machine was booted from it. */
    BOOTED
}
