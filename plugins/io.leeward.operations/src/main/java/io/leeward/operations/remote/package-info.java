/**
 * Operations as text, for programs outside the framework: the requests of {@code docs/api.yaml}, with or without a
 * socket in between. Only types of the Java platform appear here, so that a launcher can share this one package with
 * the framework that it starts.
 */
package io.leeward.operations.remote;
