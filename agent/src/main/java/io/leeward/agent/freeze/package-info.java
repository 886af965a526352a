/** Freezing the file systems that lie on the disks, with a watchdog outside this process. */
package io.leeward.agent.freeze;
