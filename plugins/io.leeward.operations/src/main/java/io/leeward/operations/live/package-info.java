/** What is going on: snapshots for the eye, events for the record. */
package io.leeward.operations.live;
