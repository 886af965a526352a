/** The journal of a disk as it lies in the vault: how far it goes without a gap, what it says of each block. */
package io.leeward.vault.journal;
