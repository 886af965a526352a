/** Key slots: the vault key wrapped so that a person can open it. */
package io.leeward.vault.slot;
