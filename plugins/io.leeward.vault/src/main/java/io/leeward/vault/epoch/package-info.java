/** Epochs: uninterrupted rights to write one disk's journal, and the lines that they form. */
package io.leeward.vault.epoch;
