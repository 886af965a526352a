/**
 * The change log of one disk: what is not stored in the vault yet, and which right to write its journal the agent has.
 */
package io.leeward.capture.hrl;
