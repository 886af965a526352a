package io.leeward.vault.restore;

/**
 * What restoring a disk took.
 *
 * @param diskBytes size of the disk
 * @param dataBytes bytes that were written as data
 * @param zeroBytes bytes that are zero
 * @param segments segments whose frames were read
 */
public record DiskRestored(long diskBytes, long dataBytes, long zeroBytes, int segments) {}
