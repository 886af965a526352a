/** What a vault says about the machines in it, so that a new console can be built from the vault alone. */
package io.leeward.vault.catalog;
