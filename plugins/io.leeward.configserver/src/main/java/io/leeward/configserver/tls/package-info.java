/**
 * TLS of the control port and the data port: own certificate, trust in the own authority alone, both exchangeable at
 * any time.
 */
package io.leeward.configserver.tls;
