/** Carries out operations. */
package io.leeward.operations.internal;
