/** Protected machines, their disks and their recovery points. */
package io.leeward.operations.machines;
