/** The agents' control channel behind its sockets: which path asks for what, heartbeats and their answers. */
package io.leeward.configserver.agents;
