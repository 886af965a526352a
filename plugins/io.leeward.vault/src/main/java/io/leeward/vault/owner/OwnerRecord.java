package io.leeward.vault.owner;

/**
 * What {@code state/owner.json} says.
 *
 * @param controlStore identifies the control store that owns the vault: one engine's database, or that of a cluster
 * @param engine the engine that acts for it, in words for people
 * @param generation rises with every claim and take-over; writers of a lower one are refused
 * @param counter rises with every confirmation; a counter that stands still tells of an owner that is gone
 */
public record OwnerRecord(String controlStore, String engine, long generation, long counter) {
    public OwnerRecord {
        if (controlStore.isBlank() || generation < 1 || counter < 0) {
            throw new IllegalArgumentException("owner " + controlStore + " of generation " + generation);
        }
    }
}
