/** Recovering points to files. */
package io.leeward.operations.internal.recover;
