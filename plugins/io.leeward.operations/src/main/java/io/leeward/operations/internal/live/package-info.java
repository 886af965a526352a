/** Events and live snapshots. */
package io.leeward.operations.internal.live;
