/** Configuration server. */
package io.leeward.configserver;
