/** The commands of the mobility agent. */
package io.leeward.agent.command;
