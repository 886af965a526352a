/**
 * The way into the engine: HTTPS on the control port for agents and operators, and the same requests without a socket.
 */
package io.leeward.door;
