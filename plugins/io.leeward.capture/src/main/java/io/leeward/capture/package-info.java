/** Capture. */
package io.leeward.capture;
