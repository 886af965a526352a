/** Image files that disks are recovered to. */
package io.leeward.store.image;
