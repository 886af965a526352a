package io.leeward.vault.epoch;

/** How an epoch joins on to what was there before. */
public enum Coverage {
    /** Nothing was there: the epoch begins with the whole disk. */
    INITIAL,
    /** The change log proves every change since the parent position. */
    CONTINUOUS,
    /** The whole disk is compared with the parent position. */
    COMPARED
}
