/** The HTTPS server on the control port. */
package io.leeward.door.internal.http;
