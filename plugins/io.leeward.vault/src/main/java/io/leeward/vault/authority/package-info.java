/**
 * The certificate authority's key as it is kept in a vault, so that agents trust an engine that was built anew from the
 * vault.
 */
package io.leeward.vault.authority;
