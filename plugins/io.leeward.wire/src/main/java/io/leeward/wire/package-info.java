/** Wire protocol. */
package io.leeward.wire;
