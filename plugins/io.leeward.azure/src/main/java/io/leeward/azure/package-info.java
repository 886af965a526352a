/** Azure. */
package io.leeward.azure;
