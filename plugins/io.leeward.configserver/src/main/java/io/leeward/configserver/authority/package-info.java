/** The certificate authority of an installation: who may speak to whom, as X.509 certificates on P-256. */
package io.leeward.configserver.authority;
