/**
 * Messages of the control channel between a mobility agent and the configuration server (HTTPS, port 443), as request
 * and answer bodies.
 */
package io.leeward.wire.control;
