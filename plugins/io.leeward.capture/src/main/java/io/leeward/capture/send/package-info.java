/** Sending ranges as frames within the server's window. */
package io.leeward.capture.send;
