/** Store. */
package io.leeward.store;
