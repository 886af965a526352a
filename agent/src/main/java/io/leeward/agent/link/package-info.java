/** The data channel: one TLS connection to a process server. */
package io.leeward.agent.link;
