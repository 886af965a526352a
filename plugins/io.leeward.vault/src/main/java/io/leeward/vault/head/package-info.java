/** Heads: what exists of each machine in the vault, moved only by the owner and only by compare-and-set. */
package io.leeward.vault.head;
