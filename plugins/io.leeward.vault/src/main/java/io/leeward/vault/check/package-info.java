/** Checking that what a vault promises can be kept. */
package io.leeward.vault.check;
