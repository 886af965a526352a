/**
 * Adapters for what is kept on this machine's file systems: folders of files, secrets, the directory blob store, the
 * control store, disk images.
 */
package io.leeward.store;
