/** Recovering points to files. */
package io.leeward.operations.recover;
