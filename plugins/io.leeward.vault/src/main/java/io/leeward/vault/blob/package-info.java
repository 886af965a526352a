/** Port for the store that a vault lies in. */
package io.leeward.vault.blob;
