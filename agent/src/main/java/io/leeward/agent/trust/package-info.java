/** The agent's key and certificates, and whom it trusts. */
package io.leeward.agent.trust;
