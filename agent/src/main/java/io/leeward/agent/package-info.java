/** The mobility agent. */
package io.leeward.agent;
