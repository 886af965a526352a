/** Cutting a recovery point: everything still for a moment, and what differs then. */
package io.leeward.capture.point;
