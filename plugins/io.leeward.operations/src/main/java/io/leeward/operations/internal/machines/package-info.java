/** Machines and their points: commands as jobs, views, and the phases that follow from what replication reports. */
package io.leeward.operations.internal.machines;
