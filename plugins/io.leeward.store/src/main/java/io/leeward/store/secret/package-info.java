/** Secrets and private keys in files that only their user can read. */
package io.leeward.store.secret;
