/**
 * Ports of the mobility agent: disks, file systems, scripts and the connection to a process server. All are
 * synchronous.
 */
package io.leeward.capture.port;
