/** The control channel: HTTPS requests to the configuration server. */
package io.leeward.agent.control;
