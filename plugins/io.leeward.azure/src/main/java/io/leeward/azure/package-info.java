/** Adapters for Azure. */
package io.leeward.azure;
