/** Configuration and process servers, and the key that lets agents enrol. */
package io.leeward.operations.servers;
