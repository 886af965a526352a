/** A folder as the store that a vault lies in. */
package io.leeward.store.blob;
