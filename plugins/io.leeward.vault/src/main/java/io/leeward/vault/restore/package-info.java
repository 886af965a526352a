/** Bringing the content of a recovery point back. */
package io.leeward.vault.restore;
