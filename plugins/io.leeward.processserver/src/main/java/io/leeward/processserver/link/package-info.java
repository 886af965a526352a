/** The data port: TLS connections of mobility agents as sessions, with bounds on time, number and memory. */
package io.leeward.processserver.link;
