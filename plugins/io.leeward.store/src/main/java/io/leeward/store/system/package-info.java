/** Time and randomness of this machine. */
package io.leeward.store.system;
