package io.leeward.vault.epoch;

/**
 * What {@code epoch.json} says.
 *
 * @param epoch the right to write
 * @param wrappedKey the 32 bytes of the data key, sealed under a key derived for this epoch, and a tag of 16
 */
record EpochDocument(EpochRecord epoch, byte[] wrappedKey) {}
