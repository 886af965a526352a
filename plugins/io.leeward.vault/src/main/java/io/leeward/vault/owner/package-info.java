/** Who owns a vault: the one control store whose engine may change it. */
package io.leeward.vault.owner;
