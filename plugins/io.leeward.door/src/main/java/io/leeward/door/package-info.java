/** Door. */
package io.leeward.door;
