/**
 * Recovery points on their way: when to cut, which disks are marked, what is stored, what goes into the machine's head.
 */
package io.leeward.replication.points;
