/** Keys of a vault and the sealing of small texts with them. */
package io.leeward.vault.key;
