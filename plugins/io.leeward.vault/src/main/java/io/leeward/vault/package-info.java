/** A vault: opened with a passphrase or its key, it gives the documents, journal and points that lie in it. */
package io.leeward.vault;
