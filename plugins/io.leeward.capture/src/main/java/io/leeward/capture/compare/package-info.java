/** Finding changes by comparing: what each block held when it was last sent. */
package io.leeward.capture.compare;
