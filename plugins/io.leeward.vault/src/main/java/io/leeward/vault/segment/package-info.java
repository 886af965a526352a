/**
 * Segments: frames of one disk's journal, compressed and sealed, with a sealed index at the end; the same bytes in
 * spool and vault.
 */
package io.leeward.vault.segment;
