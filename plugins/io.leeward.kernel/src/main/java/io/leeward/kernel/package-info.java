/** Kernel. */
package io.leeward.kernel;
