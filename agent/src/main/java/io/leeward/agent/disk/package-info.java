/** Disks as Linux shows them: reading past the page cache, sizes, serial numbers. */
package io.leeward.agent.disk;
