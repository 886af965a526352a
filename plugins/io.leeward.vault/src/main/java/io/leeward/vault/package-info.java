/** Vault. */
package io.leeward.vault;
