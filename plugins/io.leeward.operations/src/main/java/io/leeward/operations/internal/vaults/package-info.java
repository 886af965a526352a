/** The attached vault: created, attached, kept open, confirmed as its owner. */
package io.leeward.operations.internal.vaults;
