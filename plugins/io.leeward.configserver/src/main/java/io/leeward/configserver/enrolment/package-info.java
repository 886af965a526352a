/**
 * Letting agents in: registration keys, nonces and limits, enrolment, renewal, and who is admitted with a certificate.
 */
package io.leeward.configserver.enrolment;
