/** Messages of the data channel between a mobility agent and a process server (TLS, port 9443). */
package io.leeward.wire.data;
