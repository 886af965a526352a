/** Process server. */
package io.leeward.processserver;
