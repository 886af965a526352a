/** Names of everything in a vault. */
package io.leeward.vault.layout;
