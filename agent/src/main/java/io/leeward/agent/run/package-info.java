/** The running agent: one loop that owns the logic, and one thread that reports to the configuration server. */
package io.leeward.agent.run;
