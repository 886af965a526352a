package io.leeward.vault.head;

/**
 * A page of older points, which is a document of its own and never changed.
 *
 * @param number of the page, unique for the machine
 * @param points how many points it holds
 */
public record PageEntry(long number, int points) {}
